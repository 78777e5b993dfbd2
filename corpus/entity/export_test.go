package entity

// Supersedes compares two versions.
func Supersedes(ours, old string) bool { return supersedes(ours, old) }
