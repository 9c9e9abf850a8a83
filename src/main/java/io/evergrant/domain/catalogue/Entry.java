package io.evergrant.domain.catalogue;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One provider of the catalogue.
 *
 * @param lookedUp the day on which every fact was looked for; empty where some were not yet
 */
public record Entry(
    EntryId id,
    String name,
    Group group,
    Optional<LocalDate> lookedUp,
    List<Placeholder> placeholders,
    Places places,
    ClientRules client,
    Lives lives,
    Replays replays,
    Fact<List<ErrorShape>> errors,
    List<Quirk> quirks) {
  public Entry {
    placeholders = List.copyOf(placeholders);
    quirks = List.copyOf(quirks);
  }

  /** All of them, in the order in which people read them. */
  public Map<FactName, Fact<?>> facts() {
    var facts = new EnumMap<FactName, Fact<?>>(FactName.class);
    facts.put(FactName.ISSUER, places.issuer());
    facts.put(FactName.AUTHORIZATION_ENDPOINT, places.authorization());
    facts.put(FactName.TOKEN_ENDPOINT, places.token());
    facts.put(FactName.REFRESH_ENDPOINT, places.refresh());
    facts.put(FactName.REVOCATION_ENDPOINT, places.revocation());
    facts.put(FactName.INTROSPECTION_ENDPOINT, places.introspection());
    facts.put(FactName.USERINFO_ENDPOINT, places.userinfo());
    facts.put(FactName.SCOPES, client.scopes());
    facts.put(FactName.SCOPE_SEPARATOR, client.scopeSeparator());
    facts.put(FactName.AUTHORIZE_PARAMETERS, client.authorizeParameters());
    facts.put(FactName.TOKEN_PARAMETERS, client.tokenParameters());
    facts.put(FactName.PKCE, client.pkce());
    facts.put(FactName.CLIENT_AUTHENTICATION, client.authentication());
    facts.put(FactName.BODY, client.body());
    facts.put(FactName.ACCESS_LIFE, lives.access());
    facts.put(FactName.EXPIRES_IN, lives.expiresIn());
    facts.put(FactName.EARLIEST_REFRESH, lives.earliestRefresh());
    facts.put(FactName.REFRESH_IDLE_LIFE, lives.idle());
    facts.put(FactName.REFRESH_ABSOLUTE_LIFE, lives.absolute());
    if (lives.testing() instanceof Fact.Known<Life>) {
      facts.put(FactName.TESTING_LIFE, lives.testing());
    }
    facts.put(FactName.REFRESH_EXPIRY_FIELDS, lives.refreshExpiryFields());
    facts.put(FactName.ROTATION, replays.rotation());
    facts.put(FactName.REUSE_GRACE, replays.grace());
    facts.put(FactName.REUSE_CONSEQUENCE, replays.consequence());
    facts.put(FactName.INTROSPECTS_REFRESH_TOKENS, replays.introspectsRefreshTokens());
    facts.put(FactName.ERRORS, errors);
    facts.put(FactName.API_HOSTS, places.apiHosts());
    return facts;
  }

  public List<FactName> unknown() {
    return facts().entrySet().stream()
        .filter(fact -> fact.getValue() instanceof Fact.Unknown)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The page that was read longest ago: the entry is no fresher than that. */
  public LocalDate checked() {
    return sources().map(Source::checked).min(LocalDate::compareTo).orElse(LocalDate.MIN);
  }

  public boolean isStale(LocalDate today) {
    return sources().anyMatch(source -> source.isStale(today));
  }

  public List<Gap> gaps() {
    return Gap.of(this);
  }

  /** Whether a registration with this token endpoint is one at this provider. */
  public boolean isAt(java.net.URI tokenEndpoint) {
    return places
        .token()
        .known()
        .flatMap(Place::found)
        .filter(address -> address.mayBe(tokenEndpoint))
        .isPresent();
  }

  public Stream<Source> sources() {
    return Stream.concat(
        facts().values().stream().flatMap(Entry::source), quirks.stream().map(Quirk::source));
  }

  private static Stream<Source> source(Fact<?> fact) {
    return switch (fact) {
      case Fact.Known<?> known -> Stream.of(known.source());
      case Fact.Unknown<?> unknown -> Stream.empty();
    };
  }
}
