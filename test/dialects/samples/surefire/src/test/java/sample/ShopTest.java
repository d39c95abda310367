package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Surefire is asked to run. Some of it goes wrong on purpose. */
class ShopTest {
  static int runs = 0;
  static int errors = 0;

  @Test
  void adds() {
    System.out.println("\u001b[31mred\u001b[0m \b ]]> 🧾");
    assertEquals(5, 2 + 3);
  }

  @Test
  @DisplayName("taxes 🧾 <with> & \"é\"")
  void taxes() {
    assertEquals("1.21 <b>&amp;</b> ]]> \u001b[31m", "1.2");
  }

  @Test
  void throwsUp() {
    throw new IllegalStateException("no shop here");
  }

  @Test
  void worksTheSecondTime() {
    assertTrue(++runs > 1, "not yet");
  }

  @Test
  void isThereTheSecondTime() {
    if (++errors < 2) throw new IllegalStateException("not there yet");
  }

  @Test
  @Disabled("is slow & <old>")
  void slow() {}

  @ParameterizedTest
  @ValueSource(strings = {"<two>", "\"three\"", "🧾"})
  void names(String name) {}

  @Nested
  class Inner {
    @Test
    void adds() {}
  }
}
