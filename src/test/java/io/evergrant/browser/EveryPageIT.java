package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.browser.EveryVisit.Visit;
import io.evergrant.browser.EveryVisit.Who;
import io.evergrant.testkit.Stack;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page that there is, as full as it gets, for those who may come to it: accessible, as wide
 * as its screen, under the strict policy, in one language at a time, and light on the wire. What
 * other tests do on a page is theirs; a page that no test thought of is seen here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryPageIT {
  /** The catalogue's names and texts of a provider, and what the demo provider answered. */
  private static final String[] QUOTED = {
    "Salesforce",
    "The access or refresh token has expired.",
    "Access denied by resource owner or authorization server"
  };

  private final Stack stack = Stack.shared();
  private final FullHouse house = FullHouse.in(stack);
  private final EveryVisit every = EveryVisit.in(stack, house);
  private final Map<Who, Person> english = new EnumMap<>(Who.class);
  private final Map<Who, Person> chinese = new EnumMap<>(Who.class);

  /** A browser, and what comes into it. */
  private record Person(Walker walker, Weight weight) {
    static Person of(Walker walker) {
      return new Person(walker, walker.weight());
    }

    void comes(Visit visit) {
      weight.clear();
      assertThat(walker.go(visit.path()).status()).as(visit.path()).isEqualTo(visit.status());
      assertThat(walker.at()).isEqualTo(visit.path());
      weight.assertLight();
    }
  }

  @BeforeAll
  void everybody_comes() {
    for (var who : Who.values()) {
      english.put(who, coming(who, "en"));
      chinese.put(who, coming(who, "zh-CN"));
    }
  }

  private Person coming(Who who, String language) {
    var person = Person.of(new Walker(stack.base(), language));
    if (who != Who.STRANGER) {
      person.walker().takeOver(every.person(who));
    }
    return person;
  }

  @AfterAll
  void close() {
    english.values().forEach(person -> person.walker().close());
    chinese.values().forEach(person -> person.walker().close());
    house.empty();
  }

  List<Visit> visits() {
    return every.visits();
  }

  @Test
  @Order(1)
  void every_address_is_visited_or_is_said_to_be_no_page() {
    assertThat(EveryVisit.NO_PAGE.keySet())
        .as("no page")
        .doesNotContainAnyElementsOf(every.visited());
    assertThat(every.missing()).as("visit these, or say why they are no page").isEmpty();
  }

  @Order(2)
  @ParameterizedTest
  @MethodSource("visits")
  void in_english(Visit visit) {
    var person = Objects.requireNonNull(english.get(visit.who()));
    person.comes(visit);
    person.walker().see(visit.name());
  }

  @Order(3)
  @ParameterizedTest
  @MethodSource("visits")
  void in_chinese(Visit visit) {
    var person = Objects.requireNonNull(chinese.get(visit.who()));
    person.comes(visit);
    Chinese.assertSpoken(person.walker(), QUOTED);
    person.walker().glance(visit.name());
  }
}
