//go:build race

package extract_test

// raceDetector: memory is many times as much.
const raceDetector = true
