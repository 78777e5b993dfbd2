package fetch

import (
	"net/http"
	"strings"
	"time"
)

const (
	defaultRetry = time.Minute
	maxRetry     = 24 * time.Hour
)

// RetryAfter reads the value of a Retry-After header: seconds, or a date of HTTP. What is neither, negative, or a date not
// in the future means a minute from now; no wait is longer than a day.
func RetryAfter(value string, now time.Time) time.Time {
	value = strings.TrimSpace(value)
	if value != "" && strings.Trim(value, "0123456789") == "" {
		return now.Add(seconds(value))
	}
	date, err := http.ParseTime(value)
	if err != nil || !date.After(now) {
		return now.Add(defaultRetry)
	}
	if latest := now.Add(maxRetry); date.After(latest) {
		return latest
	}
	return date
}

// seconds reads digits, of which there may be any number.
func seconds(digits string) time.Duration {
	n := time.Duration(0)
	for _, d := range digits {
		n = n*10 + time.Duration(d-'0')*time.Second
		if n > maxRetry {
			return maxRetry
		}
	}
	return n
}
