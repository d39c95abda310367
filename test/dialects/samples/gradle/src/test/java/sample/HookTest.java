package sample;

import org.junit.BeforeClass;
import org.junit.Test;

/** Goes wrong before its first test. */
public class HookTest {
  @BeforeClass
  public static void connect() {
    throw new IllegalStateException("there is no database");
  }

  @Test
  public void neverRuns() {}
}
