//go:build !unix

package main

import "time"

var started = time.Now()

// cpuTime is the time that has passed, where the system does not tell processor time alike.
func cpuTime() time.Duration { return time.Since(started) }
