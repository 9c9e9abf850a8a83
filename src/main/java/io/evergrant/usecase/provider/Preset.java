package io.evergrant.usecase.provider;

import io.evergrant.domain.catalogue.ClientRules;
import io.evergrant.domain.catalogue.ClientRules.Body;
import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.Fact;
import io.evergrant.domain.catalogue.Place;
import io.evergrant.domain.provider.ClientAssertion;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.ScopeSeparator;
import io.evergrant.domain.provider.TokenRequestBody;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A draft from an entry of the catalogue: what is unknown stays empty, or as careful as ever. */
final class Preset {
  private Preset() {}

  /**
   * @param values of every placeholder
   */
  static ProviderDraft of(Entry entry, Map<String, String> values) {
    var places = entry.places();
    var rules = entry.client();
    var scopes = rules.scopes().known().orElse(List.of());
    var introspection = address(places.introspection(), values);
    var userinfo = scopes.contains("openid") ? address(places.userinfo(), values) : "";
    return new ProviderDraft(
        entry.name(),
        address(places.issuer(), values),
        false,
        address(places.authorization(), values),
        address(places.token(), values),
        address(places.refresh(), values),
        introspection,
        address(places.revocation(), values),
        userinfo,
        "",
        "",
        null,
        authentication(rules.authentication()),
        ClientAssertion.USUAL,
        String.join(" ", scopes),
        rules.scopeSeparator().known().filter(ClientRules.ScopeSeparator.COMMA::equals).isPresent()
            ? ScopeSeparator.COMMA
            : ScopeSeparator.SPACE,
        parameters(rules.authorizeParameters().known().orElse(Map.of()), values),
        rules.body().known().filter(Body.JSON::equals).isPresent()
            ? TokenRequestBody.JSON
            : TokenRequestBody.FORM,
        parameters(rules.tokenParameters().known().orElse(Map.of()), values),
        PresetPolicy.of(entry, !introspection.isEmpty(), !userinfo.isEmpty()));
  }

  private static String address(Fact<Place> place, Map<String, String> values) {
    return place
        .known()
        .flatMap(Place::found)
        .map(address -> address.fill(values))
        .map(URI::toString)
        .orElse("");
  }

  /** The first of the provider's own choice, if it has one by which a client has a secret. */
  private static ClientAuthentication authentication(Fact<List<String>> methods) {
    var ours =
        methods.known().orElse(List.of()).stream().flatMap(name -> ours(name).stream()).toList();
    return ours.stream()
        .filter(ClientAuthentication::hasSecret)
        .findFirst()
        .or(() -> ours.stream().findFirst())
        .orElse(ClientAuthentication.CLIENT_SECRET_BASIC);
  }

  private static Optional<ClientAuthentication> ours(String registered) {
    return Arrays.stream(ClientAuthentication.values())
        .filter(method -> method.registeredName().equals(registered))
        .findFirst();
  }

  private static String parameters(Map<String, String> parameters, Map<String, String> values) {
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + filled(parameter.getValue(), values))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String filled(String text, Map<String, String> values) {
    var whole = text;
    for (var value : values.entrySet()) {
      whole = whole.replace("{" + value.getKey() + "}", value.getValue());
    }
    return whole;
  }
}
