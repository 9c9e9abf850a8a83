package io.evergrant.plants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code mvn -Pplants verify}, or {@code -Dplants=P03} for some of them by the begin of their
 * names: every planted fault is seen by the test methods that guard against it.
 */
class PlantsIT {
  private static final String WHICH = System.getProperty("evergrant.plants", "");
  private static final List<Plant> PLANTS =
      Plant.in(Path.of("src/test/plants")).stream()
          .filter(plant -> plant.name().startsWith(WHICH))
          .toList();

  /** A plant whose tests are red anyway would prove nothing. */
  @Test
  void the_tests_are_green_without_a_fault() throws IOException, InterruptedException {
    var tests = PLANTS.stream().flatMap(plant -> plant.tests().stream()).distinct().toList();
    var result = Copy.named("none").test(tests);
    assertThat(result.status()).as(result.output()).isEqualTo(Tests.GREEN);
  }

  @TestFactory
  Stream<DynamicTest> every_planted_fault_is_seen() {
    return PLANTS.stream()
        .map(
            plant ->
                DynamicTest.dynamicTest(plant.name() + ": " + plant.fault(), () -> see(plant)));
  }

  private static void see(Plant plant) throws IOException, InterruptedException {
    var result = Copy.with(plant).test(plant.tests());
    assertThat(result.status())
        .as("%s: not every test that is named saw it%n%s", plant.fault(), result.output())
        .isEqualTo(Tests.RED);
    System.out.println(plant.name() + "\n" + result.output().indent(2));
  }
}
