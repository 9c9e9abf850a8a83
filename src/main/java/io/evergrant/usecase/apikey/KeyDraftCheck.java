package io.evergrant.usecase.apikey;

import io.evergrant.domain.apikey.AddressRange;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.apikey.KeyProblem.Why;
import io.evergrant.usecase.port.ApiKeys.Fresh;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at a draft field by field and remembers what is wrong. */
final class KeyDraftCheck {
  private static final int LONGEST_NAME = 100;
  private static final int MOST_RANGES = 50;
  private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");

  private final KeyDraft draft;
  private final List<KeyProblem> problems = new ArrayList<>();

  KeyDraftCheck(KeyDraft draft) {
    this.draft = draft;
  }

  List<KeyProblem> problems() {
    return List.copyOf(problems);
  }

  /** The key, if nothing is wrong with the draft. */
  Optional<Fresh> check(TenantId tenant, Predicate<ProviderId> known) {
    var name = draft.name().strip();
    if (name.isEmpty()) {
      wrong("name", Why.MISSING);
    } else if (name.length() > LONGEST_NAME) {
      wrong("name", Why.TOO_LONG);
    }
    if (draft.scopes().isEmpty()) {
      wrong("scopes", Why.MISSING);
    }
    var provider = provider(known);
    var addresses = addresses();
    var id = new ApiKeyId(UUID.randomUUID());
    return problems.isEmpty()
        ? Optional.of(
            new Fresh(id, tenant, name, draft.scopes(), provider, addresses, draft.life()))
        : Optional.empty();
  }

  private @Nullable ProviderId provider(Predicate<ProviderId> known) {
    if (draft.provider().isEmpty()) {
      return null;
    }
    try {
      var provider = ProviderId.parse(draft.provider());
      if (known.test(provider)) {
        return provider;
      }
    } catch (IllegalArgumentException e) {
      // no id is no provider
    }
    wrong("provider", Why.NO_SUCH_PROVIDER);
    return null;
  }

  private List<AddressRange> addresses() {
    var texts = Stream.of(BETWEEN.split(draft.addresses().strip())).filter(text -> !text.isEmpty());
    try {
      var ranges = texts.limit(MOST_RANGES + 1L).map(AddressRange::parse).toList();
      if (ranges.size() > MOST_RANGES) {
        wrong("addresses", Why.TOO_MANY);
      }
      return ranges;
    } catch (IllegalArgumentException e) {
      wrong("addresses", Why.NOT_A_RANGE);
      return List.of();
    }
  }

  private void wrong(String field, Why why) {
    problems.add(new KeyProblem(field, why));
  }
}
