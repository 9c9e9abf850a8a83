package io.evergrant.usecase.provider;

import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.usecase.port.ProviderApi;
import io.evergrant.usecase.provider.FieldProblem.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Turns texts into hosts of an API, or names every one that stands in the way. */
@Singleton
class HostsCheck {
  private static final String FIELD = "apiHosts";

  private final ProviderApi api;

  @Inject
  HostsCheck(ProviderApi api) {
    this.api = api;
  }

  Checked check(List<String> wanted) {
    if (wanted.size() > ManageApiHosts.MOST) {
      return new Invalid(List.of(new FieldProblem(FIELD, Problem.TOO_MANY)));
    }
    var byAuthority = new TreeMap<String, ApiHost>();
    var wrong = new ArrayList<FieldProblem>();
    for (var i = 0; i < wanted.size(); i++) {
      var host = host(wanted.get(i));
      if (host.isPresent()) {
        byAuthority.put(host.get().authority(), host.get());
      } else {
        wrong.add(new FieldProblem(FIELD, Problem.NOT_A_HOST, i));
      }
    }
    return wrong.isEmpty() ? new Good(List.copyOf(byAuthority.values())) : new Invalid(wrong);
  }

  private Optional<ApiHost> host(String text) {
    try {
      return Optional.of(ApiHost.parse(text)).filter(api::permits);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What they come to. */
  sealed interface Checked {}

  /** By authority, each once. */
  record Good(List<ApiHost> hosts) implements Checked {}

  record Invalid(List<FieldProblem> problems) implements Checked {}
}
