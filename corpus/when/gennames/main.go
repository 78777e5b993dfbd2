// Command gennames writes data/names.txt of package when: names of months and days of the week, and what languages
// say for "yesterday" and "3 hours ago".
//
// Source: the npm package cldr-dates-full 48.2.0 (Unicode CLDR 48.2, Unicode License v3, see data/LICENSE), unpacked.
//
// Run it in the folder of package when:
//
//	go run ./gennames FOLDER/package
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// locales are those whose names are taken; a region stands here where it has names of its own.
var locales = strings.Fields(`af am ar ar-DZ ar-IQ ar-JO ar-LB ar-MA ar-MR ar-SA ar-SY ar-TN az be bg bn bs ca cs cy da de de-AT el en en-AU en-CA
	en-GB es es-MX es-PE es-UY et eu fa fi fil fr fr-CA ga gl gu he hi hr hu hy id is it ja ka kk km kn ko lo lt lv mk ml mn mr ms my nb ne nl pa pl
	pt pt-PT ro ru si sk sl sq sr sr-Latn sv sw ta te th tr uk ur uz vi zh zh-Hant`)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: gennames FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "gennames:", err)
		os.Exit(1)
	}
}

// entries are the languages that use a name, by kind, value and name.
type entries map[[3]string]map[string]bool

func (e entries) add(kind, value, name, locale string) {
	name = strings.Join(strings.Fields(strings.ToLower(name)), " ")
	if name == "" || strings.ContainsAny(name, "\t") {
		return
	}
	key := [3]string{kind, value, name}
	if e[key] == nil {
		e[key] = map[string]bool{}
	}
	language, _, _ := strings.Cut(locale, "-")
	e[key][language] = true
}

func run(folder string) error {
	all := entries{}
	for _, locale := range locales {
		for _, read := range []func(entries, string, string) error{readCalendar, readFields} {
			if err := read(all, folder, locale); err != nil {
				return err
			}
		}
	}
	var b strings.Builder
	b.WriteString("# Written by gennames from Unicode CLDR 48.2 (npm cldr-dates-full 48.2.0, Unicode License v3): kind, value, name, languages.\n")
	for _, key := range slices.SortedFunc(maps.Keys(all), func(a, b [3]string) int { return slices.Compare(a[:], b[:]) }) {
		fmt.Fprintf(&b, "%s\t%s\n", strings.Join(key[:], "\t"), strings.Join(slices.Sorted(maps.Keys(all[key])), " "))
	}
	return os.WriteFile("data/names.txt", []byte(b.String()), 0o644)
}

type calendar struct {
	Months, Days map[string]map[string]map[string]string // context, width, key
}

func readCalendar(all entries, folder, locale string) error {
	c, err := loadCalendar(folder, locale)
	if err != nil {
		return err
	}
	for _, context := range []string{"format", "stand-alone"} {
		for _, width := range []string{"wide", "abbreviated"} {
			for number, name := range c.Months[context][width] {
				if strings.IndexFunc(name, func(r rune) bool { return r >= '0' && r <= '9' }) < 0 {
					all.add("month", number, name, locale)
				}
			}
			for day, name := range c.Days[context][width] {
				all.add("day", day, name, locale)
			}
		}
	}
	return nil
}

func loadCalendar(folder, locale string) (calendar, error) {
	var doc struct {
		Main map[string]struct {
			Dates struct{ Calendars map[string]calendar }
		}
	}
	if err := load(filepath.Join(folder, "main", locale, "ca-gregorian.json"), &doc); err != nil {
		return calendar{}, err
	}
	return doc.Main[locale].Dates.Calendars["gregorian"], nil
}

// readFields takes the words for days near today and the patterns for times that have passed.
func readFields(all entries, folder, locale string) error {
	var doc struct {
		Main map[string]struct {
			Dates struct{ Fields map[string]map[string]any }
		}
	}
	err := load(filepath.Join(folder, "main", locale, "dateFields.json"), &doc)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	fields := doc.Main[locale].Dates.Fields
	for days := range 3 {
		if name, ok := fields["day"]["relative-type-"+strconv.Itoa(-days)].(string); ok {
			all.add("today", strconv.Itoa(-days), name, locale)
		}
	}
	for _, unit := range []string{"second", "minute", "hour", "day"} {
		for _, width := range []string{"", "-short", "-narrow"} {
			patterns, _ := fields[unit+width]["relativeTime-type-past"].(map[string]any)
			for _, pattern := range patterns {
				if p, _ := pattern.(string); strings.Contains(p, "{0}") {
					all.add("ago", unit, p, locale)
				}
			}
		}
	}
	return nil
}

func load(path string, v any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
