package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"dateline/web/api"
)

// callServer sends a request to the server that has the index open, and returns the body of its answer.
func callServer(ctx context.Context, method, addr, path string) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, method, "http://"+addr+path, nil)
	if err != nil {
		return nil, fmt.Errorf("asking the server at %s: %w", addr, err)
	}
	client := http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{Proxy: nil}}
	defer client.CloseIdleConnections()
	response, err := client.Do(r)
	if err != nil {
		return nil, fmt.Errorf("asking the server at %s: %w", addr, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, fmt.Errorf("asking the server at %s: %w", addr, err)
	}
	if response.StatusCode >= 300 {
		return nil, serverProblem(addr, response.StatusCode, body)
	}
	return body, nil
}

// serverProblem turns a problem answer (RFC 9457) into an error.
func serverProblem(addr string, status int, body []byte) error {
	var problem api.Problem
	if err := json.Unmarshal(body, &problem); err != nil || problem.Title == "" {
		return fmt.Errorf("the server at %s answered %d %s", addr, status, http.StatusText(status))
	}
	if status == http.StatusBadRequest {
		return complaint(&problem)
	}
	message := problem.Title
	if problem.Detail != "" {
		message += ": " + problem.Detail
	}
	if problem.Hint != "" {
		message = strings.TrimSuffix(message, ".") + ". " + problem.Hint
	}
	return errors.New(message)
}
