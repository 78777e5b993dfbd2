package robots

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// MaxDelay is the longest Crawl-delay that is kept to. A site that asks for more is visited at this pace.
const MaxDelay = 120 * time.Second

// Delay is the pause between two requests that a robots.txt asks for. It is zero where it asks for none.
type Delay struct {
	Wait  time.Duration // what is kept to, at most MaxDelay
	Asked time.Duration // what the file says; some 290 years at most
	Line  int           // in the file, from 1, or 0
}

// Capped reports whether the file asks for more than is kept to.
func (d Delay) Capped() bool { return d.Asked > d.Wait }

// delay is a Crawl-delay line with the agents that it is said to.
type delay struct {
	agents []string
	asked  time.Duration
	line   int
}

// seconds reads a number of seconds: "10", "0.5", "1,5", ".5", "10s", "10 sec", "10 seconds". What is none, or below 0, is not ok.
func seconds(value string) (time.Duration, bool) {
	value = strings.TrimPrefix(value, "+")
	end := strings.IndexFunc(value, func(c rune) bool { return (c < '0' || c > '9') && c != '.' && c != ',' })
	if end < 0 {
		end = len(value)
	}
	switch lower(strings.Trim(value[end:], ". \t")) {
	case "", "s", "sec", "secs", "second", "seconds":
	default:
		return 0, false
	}
	n, err := strconv.ParseFloat(strings.Replace(value[:end], ",", ".", 1), 64)
	switch {
	case n*float64(time.Second) >= math.MaxInt64: // also where a number is too large for a float: n is infinite, and err set
		return math.MaxInt64, true
	case err != nil:
		return 0, false
	}
	return time.Duration(n * float64(time.Second)), true
}
