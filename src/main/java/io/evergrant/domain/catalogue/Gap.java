package io.evergrant.domain.catalogue;

import io.evergrant.domain.catalogue.ClientRules.Pkce;
import io.evergrant.domain.provider.ClientAuthentication;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a provider asks of its clients and Evergrant does not do. */
public enum Gap {
  CLIENT_AUTHENTICATION,
  PKCE;

  /** As far as the entry's facts tell. */
  static List<Gap> of(Entry entry) {
    var rules = entry.client();
    var gaps = new ArrayList<Gap>();
    if (rules.authentication().known().filter(Gap::noneOfOurs).isPresent()) {
      gaps.add(CLIENT_AUTHENTICATION);
    }
    if (rules.pkce().known().filter(Pkce.REFUSED::equals).isPresent()) {
      gaps.add(PKCE);
    }
    return List.copyOf(gaps);
  }

  private static boolean noneOfOurs(List<String> methods) {
    return Arrays.stream(ClientAuthentication.values())
        .map(ClientAuthentication::registeredName)
        .noneMatch(methods::contains);
  }
}
