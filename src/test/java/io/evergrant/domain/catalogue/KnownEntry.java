package io.evergrant.domain.catalogue;

import io.evergrant.domain.catalogue.Lives.ExpiresIn;
import io.evergrant.domain.catalogue.Replays.Rotation;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** An entry of which no more is known than a test says. */
public final class KnownEntry {
  public static final LocalDate CHECKED = LocalDate.of(2026, 11, 25);

  private Fact<Place> token = unknown();
  private Fact<List<String>> authentication = unknown();
  private Fact<Life> access = unknown();
  private Fact<Life> idle = unknown();
  private Fact<Life> absolute = unknown();
  private Fact<Life> testing = unknown();
  private Fact<ExpiresIn> expiresIn = unknown();
  private Fact<Rotation> rotation = unknown();
  private List<Quirk> quirks = List.of();

  public KnownEntry token(String address) {
    token = known(new Place.At(new Template(address)));
    return this;
  }

  public KnownEntry noToken() {
    token = known(new Place.Nowhere());
    return this;
  }

  public KnownEntry authentication(String... methods) {
    authentication = known(List.of(methods));
    return this;
  }

  public KnownEntry lives(Duration accessLife, Duration idleLife, Duration absoluteLife) {
    access = lasting(accessLife);
    idle = lasting(idleLife);
    absolute = lasting(absoluteLife);
    return this;
  }

  public KnownEntry testing(Duration life) {
    testing = lasting(life);
    return this;
  }

  public KnownEntry expiresIn(ExpiresIn told) {
    expiresIn = known(told);
    return this;
  }

  public KnownEntry rotation(Rotation told) {
    rotation = known(told);
    return this;
  }

  public KnownEntry quirk(LocalDate checked) {
    quirks = List.of(new Quirk("It has a habit.", source(checked)));
    return this;
  }

  public Entry entry() {
    return new Entry(
        new EntryId("somebody"),
        "Somebody",
        Group.WORK,
        Optional.empty(),
        List.of(),
        new Places(
            unknown(), unknown(), token, unknown(), unknown(), unknown(), unknown(), unknown()),
        new ClientRules(
            unknown(), unknown(), unknown(), unknown(), unknown(), authentication, unknown()),
        new Lives(access, idle, absolute, testing, expiresIn, unknown(), unknown()),
        new Replays(rotation, unknown(), unknown(), unknown()),
        unknown(),
        quirks);
  }

  private static Fact<Life> lasting(Duration span) {
    return known(new Life.Lasting(span));
  }

  private static <T> Fact<T> known(T value) {
    return new Fact.Known<>(value, null, source(CHECKED));
  }

  private static Source source(LocalDate checked) {
    return new Source(URI.create("https://p.example/docs"), Source.Publisher.PROVIDER, checked);
  }

  private static <T> Fact<T> unknown() {
    return new Fact.Unknown<>();
  }
}
