package io.evergrant.usecase.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.usecase.port.ApiHosts;
import io.evergrant.usecase.port.Providers;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.provider.RegisterProvider.Checked;
import io.evergrant.usecase.provider.RegisterProvider.Registered;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All providers of a tenant at once, as a file describes them; a provider is known by its name.
 * What is not described stays as it is. Nothing is written before all of it was checked, and what
 * was written stays written where a store fails on the way: the same file goes on from there.
 */
@Singleton
public class DescribeProviders {
  private final Providers providers;
  private final ApiHosts hosts;
  private final HostsCheck hostsCheck;
  private final RegisterProvider registrations;
  private final ReplaceSecret replacing;
  private final SecretVault secrets;

  @Inject
  public DescribeProviders(
      Providers providers,
      ApiHosts hosts,
      HostsCheck hostsCheck,
      RegisterProvider registrations,
      ReplaceSecret replacing,
      SecretVault secrets) {
    this.providers = providers;
    this.hosts = hosts;
    this.hostsCheck = hostsCheck;
    this.registrations = registrations;
    this.replacing = replacing;
    this.secrets = secrets;
  }

  /** By name. */
  public List<WithHosts> all(Steward by) {
    var tenant = by.wholeTenant();
    var known = hosts.byProvider(tenant);
    return providers.list(tenant).stream()
        .map(provider -> new WithHosts(provider, known.getOrDefault(provider.id(), List.of())))
        .toList();
  }

  /**
   * What would be changed; writes nothing. Uses the network.
   *
   * @param described with different names
   * @throws StoreUnavailable where the stores cannot tell
   */
  public Planned plan(Steward by, List<Described> described) {
    var known =
        all(by).stream().collect(Collectors.toMap(one -> one.provider().name(), one -> one));
    var steps = new ArrayList<Step>();
    var wrong = new ArrayList<Wrong>();
    for (var i = 0; i < described.size(); i++) {
      var draft = described.get(i).draft();
      var before = known.remove(draft.name().strip());
      var provider = before == null ? null : before.provider();
      var problems = new ArrayList<FieldProblem>();
      var change = hosts(before, described.get(i).apiHosts(), problems);
      switch (registrations.check(by, provider, draft)) {
        case Checked.Good good ->
            steps.add(
                new Step(
                    draft,
                    provider,
                    good.provider(),
                    replaces(provider, draft.clientSecret()),
                    change));
        case Checked.Invalid bad -> problems.addAll(0, bad.problems());
      }
      if (!problems.isEmpty()) {
        wrong.add(new Wrong(i, problems));
      }
    }
    return wrong.isEmpty()
        ? new Planned.Ready(steps, known.keySet().stream().sorted().toList())
        : new Planned.Refused(wrong);
  }

  private HostsChange hosts(
      @Nullable WithHosts before, @Nullable List<String> described, List<FieldProblem> problems) {
    var seen = before == null ? List.<ApiHost>of() : before.apiHosts();
    if (described == null) {
      return new HostsChange(seen, seen);
    }
    return switch (hostsCheck.check(described)) {
      case HostsCheck.Good good -> new HostsChange(seen, good.hosts());
      case HostsCheck.Invalid bad -> {
        problems.addAll(bad.problems());
        yield new HostsChange(seen, seen);
      }
    };
  }

  private boolean replaces(@Nullable Provider known, @Nullable ClientSecret described) {
    return known != null
        && described != null
        && !isNewest(described, secrets.get(known.tenant(), known.id()));
  }

  private static boolean isNewest(ClientSecret described, ClientSecrets there) {
    var newest = there.newest();
    return newest != null && MessageDigest.isEqual(bytes(described), bytes(newest));
  }

  private static byte[] bytes(ClientSecret secret) {
    return secret.reveal().getBytes(UTF_8);
  }

  /** Does one step of a plan. Uses the network: no transaction here. */
  public Registered take(Steward by, Step step) {
    var known = step.known();
    if (known == null) {
      return registrations.register(by, step.draft(), step.hosts());
    }
    var done = new Registered.Done(known.id());
    var ending =
        step.wanted().isRegisteredLike(known)
            ? rehosted(by, step, done)
            : registrations.change(by, known, step.draft(), step.hosts());
    return ending.equals(done) && step.replacesSecret()
        ? replacing.replace(by, known, step.draft().clientSecret(), Duration.ZERO)
        : ending;
  }

  private Registered rehosted(Steward by, Step step, Registered.Done done) {
    return step.hosts().isOne() ? registrations.changeHosts(by, step.wanted(), step.hosts()) : done;
  }

  /** A provider and the hosts of its API, by authority. */
  public record WithHosts(Provider provider, List<ApiHost> apiHosts) {}

  /** What a description comes to. */
  public sealed interface Planned {
    /**
     * It can be done.
     *
     * @param left names of providers that are not described: nothing happens to them
     */
    record Ready(List<Step> steps, List<String> left) implements Planned {}

    /** Something is wrong, so nothing would be done. */
    record Refused(List<Wrong> wrong) implements Planned {}
  }

  /**
   * What is wrong with one provider.
   *
   * @param place in the list, from 0
   */
  public record Wrong(int place, List<FieldProblem> problems) {}
}
