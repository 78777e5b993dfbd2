package main

import (
	"fmt"
	"strings"
	"testing"
)

func TestCopies(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	text := "The ferry company Nordvik Lines said on Tuesday that it will stop its night service between Halvik and the islands at the end of " +
		"the month. Falling numbers of passengers and the price of fuel left it no choice, its director told reporters in the harbour office. " +
		"The council of Halvik had offered to pay a part of the losses for two winters, but the company called the offer too small."
	item := func(n int, domain, path, title, text string) string {
		return fmt.Sprintf(`{"id": "%d", "url": "https://%s/%s", "title": %q, "text": %q, "published": "2025-03-0%d"}`+"\n", n, domain, path, title, text, min(n, 3))
	}
	file := item(1, "wire.example", "ferry", "Night ferry stops", text) +
		item(2, "daily.example", "a", "Islands cut off", text+" The islands are angry.") +
		item(3, "weekly.example", "x", "No boats at night", text) +
		item(4, "weekly.example", "x-again", "No boats at night", text)
	mustCLI(t, file, "import", "--data", data, "--format", "jsonl", "-")
	found := searchJSON(t, "--data", data, "ferry").Results
	if len(found) != 3 {
		t.Fatalf("%d articles, want 3: one has two addresses", len(found))
	}
	id := searchJSON(t, "--data", data, "site:weekly.example").Results[0].ID
	said, _ := mustCLI(t, "", "copies", "--data", data, string(id))
	wantSays(t, said, "100 %  2025-03-01  wire.example  Night ferry stops", "2025-03-02  daily.example  Islands cut off",
		string(id)+"  https://weekly.example/x\n", string(id)+"  https://weekly.example/x-again\n")
	if !strings.Contains(strings.SplitN(said, "\n", 2)[0], "wire.example") {
		t.Errorf("the first one published is not the first: %s", said)
	}
	said, _ = mustCLI(t, "", "copies", "rebuild", "--data", data)
	wantSays(t, said, "0 articles changed")
	if _, says, code := cli(t, "", "copies", "--data", data, "unknown"); code != exitFailed || !strings.Contains(says, "no article unknown") {
		t.Errorf("an unknown article: %d, %s", code, says)
	}
	mustCLI(t, "", "check", "--data", data)
}
