package io.evergrant.plants;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.timer.Ticks;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SightTest {
  @Test
  void a_failed_assertion_sees_the_fault() {
    assertThat(run(Specimens.class, "an_assertion_fails")).isEqualTo(Tests.RED);
  }

  @Test
  void one_of_several_parameters_is_enough() {
    assertThat(run(Specimens.class, "an_assertion_fails_of_one")).isEqualTo(Tests.RED);
  }

  @Test
  void what_the_product_throws_sees_the_fault() {
    assertThat(run(Specimens.class, "the_product_throws")).isEqualTo(Tests.RED);
  }

  @Test
  void what_passes_is_blind() {
    assertThat(run(Specimens.class, "it_passes")).isEqualTo(Tests.GREEN);
  }

  @Test
  void of_several_methods_each_has_to_see_it() {
    assertThat(run(Specimens.class, "an_assertion_fails", "it_passes")).isEqualTo(Tests.UNCLEAR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a_server_does_not_start", "it_is_not_run", "the_product_found_no_server"})
  void what_tells_nothing_of_the_fault_is_not_taken_for_a_sight(String method) {
    assertThat(run(Specimens.class, method)).isEqualTo(Tests.UNCLEAR);
  }

  @Test
  void a_set_up_that_fails_is_not_taken_for_a_sight() {
    assertThat(run(BadClass.class, "it_passes")).isEqualTo(Tests.UNCLEAR);
    assertThat(run(BadStart.class, "it_passes")).isEqualTo(Tests.UNCLEAR);
  }

  private static int run(Class<?> type, String... methods) {
    return Tests.run(Stream.of(methods).map(method -> new Named(type.getName(), method)).toList());
  }

  /** No test of their own: a nested class that is static is run by {@link Tests} alone. */
  static class Specimens {
    @Test
    void an_assertion_fails() {
      List.of(1).forEach(one -> assertThat(one).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void an_assertion_fails_of_one(int which) {
      assertThat(which).isEqualTo(1);
    }

    @Test
    void the_product_throws() {
      assertThat(new Ticks(Duration.ZERO)).isNull();
    }

    @Test
    void the_product_found_no_server() {
      try {
        assertThat(new Ticks(Duration.ZERO)).isNull();
      } catch (IllegalArgumentException e) {
        e.initCause(new ConnectException("Connection refused"));
        throw e;
      }
    }

    @Test
    void a_server_does_not_start() {
      throw new IllegalStateException("PostgreSQL did not start");
    }

    @Test
    void it_is_not_run() {
      Assumptions.abort("no such program here");
    }

    @Test
    void it_passes() {}
  }

  static class BadClass {
    @BeforeAll
    static void start() {
      assertThat(1).isEqualTo(2);
    }

    @Test
    void it_passes() {}
  }

  static class BadStart {
    @BeforeEach
    void start() {
      assertThat(1).isEqualTo(2);
    }

    @Test
    void it_passes() {}
  }
}
