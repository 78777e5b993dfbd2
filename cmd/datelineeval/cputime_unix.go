//go:build unix

package main

import (
	"syscall"
	"time"
)

// cpuTime is the processor time that the program has used so far, so that what else runs on the machine does not count.
func cpuTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
