package io.evergrant.plants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plant's head names is there: a renamed test would leave its plant to nobody. */
class PlantTest {
  static Stream<Plant> plants() {
    return Plant.in(Path.of("src/test/plants")).stream();
  }

  @ParameterizedTest
  @MethodSource("plants")
  void every_plant_names_the_methods_that_see_it(Plant plant) {
    assertThat(plant.tests())
        .isNotEmpty()
        .allSatisfy(named -> assertThat(named.find()).isNotNull());
    assertThat(plant.changed()).allMatch(Files::exists);
  }
}
