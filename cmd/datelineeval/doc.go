// Command datelineeval measures the program on the shared data and prints one table of all measures, beside the figures of
// other tools on the same sets.
//
//	./eval                     everything
//	./eval people amounts      only these tasks
//	./eval --write             everything, and the table into docs/evaluation.md
//
// The shared data is the folder "shared" beside the repository, or the one that DATELINE_SHARED names. Its scorer, score/score.py,
// runs the binary and knows the gold data; speeds and sizes are measured here. Exit status 1 if a task fails.
package main
