package panics

import "testing"

func TestBefore(t *testing.T) {}

// Takes the whole package down.
func TestPanics(t *testing.T) { panic("no shop here") }

func TestNever(t *testing.T) {}
