package io.evergrant.usecase.importing;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.usecase.port.Imports.Known;
import io.evergrant.usecase.port.Imports.Spent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which grant each row belongs to, by rules alone: same provider and same account, one grant. */
final class Plan {
  private final List<Planned> planned = new ArrayList<>();
  private final List<RowProblem> problems;

  private Plan(List<RowProblem> problems) {
    this.problems = new ArrayList<>(problems);
  }

  List<Planned> planned() {
    return planned;
  }

  List<RowProblem> problems() {
    return problems;
  }

  /** The rows whose provider is there, and that are no double of one before them. */
  static Plan of(
      Document document,
      Collection<Provider> providers,
      Function<ImportRow, Fingerprint> fingerprint) {
    var plan = new Plan(document.problems());
    var byId = new HashMap<ProviderId, Provider>();
    providers.forEach(provider -> byId.put(provider.id(), provider));
    var seen = new Seen();
    for (var row : document.rows()) {
      var provider = byId.get(row.provider());
      if (provider == null) {
        plan.refuse(row, RowReader.PROVIDER, Fault.NO_SUCH_PROVIDER, null);
      } else if (provider.policy().guard().refusesImport()) {
        plan.refuse(row, RowReader.PROVIDER, Fault.IMPORT_REFUSED, null);
      } else if (isOfAnother(row, provider)) {
        plan.refuse(row, "token.client_id", Fault.OTHER_CLIENT, null);
      } else {
        plan.add(new Planned(row, provider, fingerprint.apply(row), null), seen);
      }
    }
    return plan;
  }

  /** Rows that were planned before, to be looked at once more. */
  static Plan again(List<Planned> rows) {
    var plan = new Plan(List.of());
    plan.planned.addAll(rows);
    return plan;
  }

  /** The same rows, each with its grant. */
  Plan among(List<Known> known) {
    var plan = new Plan(problems);
    var index = new Index(known);
    for (var row : planned) {
      plan.add(row, index);
    }
    return plan;
  }

  /** Without the rows whose token the grant has left behind. */
  Plan without(Set<Spent> spent) {
    var plan = new Plan(problems);
    for (var row : planned) {
      var grant = row.grant();
      if (grant != null
          && !grant.fingerprint().equals(row.fingerprint())
          && spent.contains(new Spent(grant.grant(), row.fingerprint()))) {
        plan.refuse(row.row(), "token.refresh_token", Fault.SPENT, null);
      } else {
        plan.planned.add(row);
      }
    }
    return plan;
  }

  private void add(Planned row, Seen seen) {
    var account = seen.account(row);
    var token = seen.token(row);
    if (account != null) {
      refuse(row.row(), RowReader.EXTERNAL_ID, Fault.SAME_ACCOUNT, account);
    } else if (token != null) {
      refuse(row.row(), "token.refresh_token", Fault.SAME_TOKEN, token);
    } else {
      planned.add(row);
    }
  }

  private void add(Planned row, Index index) {
    var subject = row.row().subject();
    var bySubject = subject == null ? null : index.subject(row, subject);
    var named = index.externalId(row);
    if (bySubject == null && named.size() > 1) {
      refuse(row.row(), RowReader.SUBJECT, Fault.AMBIGUOUS, null);
      return;
    }
    var grant = bySubject == null && !named.isEmpty() ? named.getFirst() : bySubject;
    if (grant != null && subject != null && isAnother(subject, grant.subject())) {
      refuse(row.row(), RowReader.SUBJECT, Fault.OTHER_SUBJECT, null);
      return;
    }
    var holder = index.token(row.fingerprint());
    if (holder != null && (grant == null || !holder.grant().equals(grant.grant()))) {
      refuse(row.row(), "token.refresh_token", Fault.TOKEN_TAKEN, null);
      return;
    }
    var other = grant == null ? null : index.taken(grant, row.row().row());
    if (other != null) {
      refuse(row.row(), RowReader.EXTERNAL_ID, Fault.SAME_ACCOUNT, other);
      return;
    }
    planned.add(new Planned(row.row(), row.provider(), row.fingerprint(), grant));
  }

  private static boolean isAnother(String subject, @Nullable String known) {
    return known != null && !known.equals(subject);
  }

  private static boolean isOfAnother(ImportRow row, Provider provider) {
    var clientId = row.tokens().clientId();
    return clientId != null && !clientId.equals(provider.clientId());
  }

  private void refuse(ImportRow row, String field, Fault fault, @Nullable Integer other) {
    problems.add(new RowProblem(row.row(), field, fault, other));
  }

  /** The first row with each account and each token. */
  private static final class Seen {
    private final Map<List<Object>, Integer> first = new HashMap<>();

    @Nullable Integer account(Planned planned) {
      var row = planned.row();
      var named = first.putIfAbsent(List.of("e", row.provider(), row.externalId()), row.row());
      var subject = row.subject();
      var known =
          subject == null
              ? null
              : first.putIfAbsent(List.of("s", row.provider(), subject), row.row());
      return named == null ? known : named;
    }

    @Nullable Integer token(Planned planned) {
      return first.putIfAbsent(List.of("t", planned.fingerprint()), planned.row().row());
    }
  }

  private static final class Index {
    private final Map<List<Object>, Known> subjects = new HashMap<>();
    private final Map<List<Object>, List<Known>> externalIds = new HashMap<>();
    private final Map<Fingerprint, Known> tokens = new HashMap<>();
    private final Map<GrantId, Integer> taken = new HashMap<>();

    Index(List<Known> known) {
      for (var grant : known) {
        tokens.put(grant.fingerprint(), grant);
        var subject = grant.subject();
        if (subject != null) {
          subjects.put(List.of(grant.provider(), subject), grant);
        }
        var externalId = grant.externalId();
        if (externalId != null) {
          externalIds
              .computeIfAbsent(List.of(grant.provider(), externalId), key -> new ArrayList<>())
              .add(grant);
        }
      }
    }

    @Nullable Known subject(Planned row, String subject) {
      return subjects.get(List.of(row.row().provider(), subject));
    }

    List<Known> externalId(Planned row) {
      return Objects.requireNonNullElse(
          externalIds.get(List.of(row.row().provider(), row.row().externalId())), List.of());
    }

    /** The row before this one that has the grant; null where none has. */
    @Nullable Integer taken(Known grant, int row) {
      return taken.putIfAbsent(grant.grant(), row);
    }

    @Nullable Known token(Fingerprint fingerprint) {
      return tokens.get(fingerprint);
    }
  }
}
