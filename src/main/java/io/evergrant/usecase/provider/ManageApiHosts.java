package io.evergrant.usecase.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.usecase.port.ApiHosts;
import io.evergrant.usecase.port.Providers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** At which hosts the API of a provider is: calls are forwarded there and nowhere else. */
@Singleton
public class ManageApiHosts {
  /** More are no list that a person would have looked through. */
  public static final int MOST = 20;

  private final ApiHosts hosts;
  private final Providers providers;
  private final HostsCheck check;
  private final RecordHosts record;

  @Inject
  public ManageApiHosts(ApiHosts hosts, Providers providers, HostsCheck check, RecordHosts record) {
    this.hosts = hosts;
    this.providers = providers;
    this.check = check;
    this.record = record;
  }

  /** By authority; empty where they see no such provider. */
  @Transactional
  public Optional<List<ApiHost>> list(Steward by, ProviderId provider) {
    return sees(by, provider) ? Optional.of(hosts.list(by.tenant(), provider)) : Optional.empty();
  }

  /**
   * Takes these in the place of those that were there; all or none.
   *
   * @param seen those that are to be replaced; null for whichever are there
   */
  @Transactional
  public Changed replace(
      Steward by, ProviderId provider, @Nullable List<ApiHost> seen, List<String> wanted) {
    if (!sees(by, provider)) {
      return new Changed.NoSuchProvider();
    }
    return switch (check.check(wanted)) {
      case HostsCheck.Good good ->
          record.replaced(by, provider, seen, good.hosts())
              ? new Changed.Done(good.hosts())
              : new Changed.ChangedMeanwhile();
      case HostsCheck.Invalid bad -> new Changed.Invalid(bad.problems());
    };
  }

  private boolean sees(Steward by, ProviderId provider) {
    return by.reaches(provider) && providers.find(by.tenant(), provider).isPresent();
  }

  /** How it ended. */
  public sealed interface Changed {
    record Done(List<ApiHost> hosts) implements Changed {}

    record NoSuchProvider() implements Changed {}

    /** None was taken; each problem names its place in the list, unless it is about them all. */
    record Invalid(List<FieldProblem> problems) implements Changed {}

    /** Others are there than were seen: none was taken. */
    record ChangedMeanwhile() implements Changed {}
  }
}
