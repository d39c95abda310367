package sample;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Goes wrong before its first test. */
class HookTest {
  @BeforeAll
  static void connect() {
    throw new IllegalStateException("there is no database");
  }

  @Test
  void neverRuns() {}
}
