package io.evergrant.portal.frame;

/** The table of addresses, for tests that go to them. */
public final class Addresses {
  private Addresses() {}

  /**
   * Which row a path leads to.
   *
   * @throws java.util.NoSuchElementException where none does
   */
  public static Route at(String path) {
    return Route.of(path).orElseThrow().route();
  }
}
