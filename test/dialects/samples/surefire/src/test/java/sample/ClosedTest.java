package sample;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Skipped as a whole. */
@Disabled("closed for the winter")
class ClosedTest {
  @Test
  void opens() {}

  @Test
  void sells() {}
}
