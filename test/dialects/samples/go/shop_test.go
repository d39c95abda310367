package shop

import (
	"fmt"
	"testing"
)

// What go test is asked to run. Some of it goes wrong on purpose.

func TestAdds(t *testing.T) {
	fmt.Println("\x1b[31mred\x1b[0m \b ]]> 🧾")
}

func TestTaxes(t *testing.T) {
	t.Errorf("got 1.2 <b>&amp;</b> ]]>, want 1.21 \x1b[31m")
}

func TestSlow(t *testing.T) {
	t.Skip("is slow & <old>")
}

func TestNames(t *testing.T) {
	for _, name := range []string{`<two> & "three"`, "🧾 é", "twice", "twice"} {
		t.Run(name, func(t *testing.T) {})
	}
}

func TestInner(t *testing.T) {
	t.Run("passes", func(t *testing.T) {})
	t.Run("fails", func(t *testing.T) { t.Fatal("no shop here") })
	t.Run("skips", func(t *testing.T) { t.SkipNow() })
}
