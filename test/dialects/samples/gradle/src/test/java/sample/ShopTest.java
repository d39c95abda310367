package sample;

import static org.junit.Assert.assertEquals;
import static org.junit.Assume.assumeTrue;

import org.junit.Ignore;
import org.junit.Test;

/** What Gradle is asked to run. Some of it goes wrong on purpose. */
public class ShopTest {
  @Test
  public void adds() {
    System.out.println("\u001b[31mred\u001b[0m \b ]]> 🧾");
    assertEquals(5, 2 + 3);
  }

  @Test
  public void taxes() {
    assertEquals("1.21 <b>&amp;</b> ]]> \u001b[31m 🧾", "1.2");
  }

  @Test
  public void throwsUp() {
    throw new IllegalStateException("no shop here");
  }

  @Test
  @Ignore("is slow & <old>")
  public void slow() {}

  @Test
  public void assumesTooMuch() {
    assumeTrue("no key here", false);
  }
}
