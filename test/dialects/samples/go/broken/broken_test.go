package broken

import "testing"

// Does not compile: no test in it is ever run.
func TestNever(t *testing.T) { nothing.OfThisName() }
