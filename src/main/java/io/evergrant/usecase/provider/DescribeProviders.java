package io.evergrant.usecase.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.usecase.port.Providers;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.provider.RegisterProvider.Checked;
import io.evergrant.usecase.provider.RegisterProvider.Registered;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
  private final RegisterProvider registrations;
  private final SecretVault secrets;

  @Inject
  public DescribeProviders(
      Providers providers, RegisterProvider registrations, SecretVault secrets) {
    this.providers = providers;
    this.registrations = registrations;
    this.secrets = secrets;
  }

  /** By name. */
  public List<Provider> all(Steward by) {
    return providers.list(by.wholeTenant());
  }

  /**
   * What the drafts would change; writes nothing. Uses the network.
   *
   * @param drafts with different names
   * @throws StoreUnavailable where the stores cannot tell
   */
  public Planned plan(Steward by, List<ProviderDraft> drafts) {
    var known = all(by).stream().collect(Collectors.toMap(Provider::name, Function.identity()));
    var steps = new ArrayList<Step>();
    var wrong = new ArrayList<Wrong>();
    for (var i = 0; i < drafts.size(); i++) {
      var draft = drafts.get(i);
      var provider = known.remove(draft.name().strip());
      switch (registrations.check(by, provider, draft)) {
        case Checked.Good good ->
            steps.add(
                new Step(
                    draft, provider, good.provider(), replaces(provider, draft.clientSecret())));
        case Checked.Invalid bad -> wrong.add(new Wrong(i, bad.problems()));
      }
    }
    return wrong.isEmpty()
        ? new Planned.Ready(steps, known.keySet().stream().sorted().toList())
        : new Planned.Refused(wrong);
  }

  private boolean replaces(@Nullable Provider known, @Nullable ClientSecret described) {
    return known != null
        && described != null
        && !MessageDigest.isEqual(bytes(described), bytes(secrets.get(known.tenant(), known.id())));
  }

  private static byte[] bytes(ClientSecret secret) {
    return secret.reveal().getBytes(UTF_8);
  }

  /** Does one step of a plan. Uses the network: no transaction here. */
  public Registered take(Steward by, Step step) {
    var known = step.known();
    if (known == null) {
      return registrations.register(by, step.draft());
    }
    var done = new Registered.Done(known.id());
    var ending =
        step.wanted().isRegisteredLike(known)
            ? done
            : registrations.change(by, known, step.draft());
    return ending.equals(done) && step.replacesSecret()
        ? registrations.replaceSecret(by, known, step.draft().clientSecret())
        : ending;
  }

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
