package io.evergrant.usecase.staged;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.AttemptLine;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.staged.ConsentEnding;
import io.evergrant.domain.staged.Stage;
import io.evergrant.domain.staged.StageEnding;
import io.evergrant.domain.staged.StageVerdict;
import io.evergrant.domain.staged.StagedTest;
import io.evergrant.domain.staged.StagedTestId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.ConsentLinks;
import io.evergrant.usecase.port.GrantActs;
import io.evergrant.usecase.port.GrantActs.Ending;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Providers;
import io.evergrant.usecase.port.StagedTestWork;
import io.evergrant.usecase.port.StagedTestWork.Turn;
import io.evergrant.usecase.port.StagedTests;
import io.evergrant.usecase.port.TestLinks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The database's share of a test, one short transaction a step. */
@Singleton
public class RecordTests {
  /** Longer than any stage takes that asks the network. */
  private static final Duration LEASE = Duration.ofMinutes(3);

  private static final Duration LINK_LIFE = Duration.ofHours(1);

  /** The newest attempts of the test account's grant: the one that was asked for is among them. */
  private static final int ATTEMPTS = 5;

  private final StagedTests tests;
  private final StagedTestWork work;
  private final Providers providers;
  private final Grants grants;
  private final GrantActs acts;
  private final ConsentLinks links;
  private final TestLinks testLinks;
  private final AuditLog audit;
  private final PortalSettings portal;

  @Inject
  public RecordTests(
      StagedTests tests,
      StagedTestWork work,
      Providers providers,
      Grants grants,
      GrantActs acts,
      ConsentLinks links,
      TestLinks testLinks,
      AuditLog audit,
      PortalSettings portal) {
    this.tests = tests;
    this.work = work;
    this.providers = providers;
    this.grants = grants;
    this.acts = acts;
    this.links = links;
    this.testLinks = testLinks;
    this.audit = audit;
    this.portal = portal;
  }

  @Transactional
  List<Turn> claim(int limit) {
    return work.claim(portal.node(), limit, LEASE);
  }

  /** How far it is; empty where the turn is lost, or the test is over. */
  @Transactional
  Optional<At> at(Turn turn) {
    return work.hold(turn, LEASE)
        .flatMap(
            test ->
                providers
                    .find(turn.tenant(), turn.provider())
                    .map(provider -> new At(test, provider)));
  }

  /** Ends a stage, and with it the test where nothing further is worth a try. */
  @Transactional
  void ended(Turn turn, Stage stage, StageEnding ending, Duration took) {
    var rest = stage.after();
    var last = rest.isEmpty() || endsAll(stage, ending);
    if (!(last ? work.end(turn) : work.goOn(turn, rest.getFirst()))) {
      return;
    }
    tests.add(turn.tenant(), turn.id(), stage, ending, took);
    if (last) {
      untried(turn, stage);
      close(turn);
    } else if (rest.getFirst() == Stage.CONSENT) {
      testLinks
          .open(turn.by(), turn.provider(), LINK_LIFE)
          .ifPresent(link -> work.linked(turn, link.id()));
    }
  }

  private static boolean endsAll(Stage stage, StageEnding ending) {
    return switch (ending.verdict()) {
      case PASSED, NOT_NEEDED, DOUBTFUL -> false;
      case NOT_DONE -> true;
      case FAILED -> !stage.isGoneOnFrom();
    };
  }

  private void untried(Turn turn, Stage last) {
    last.after()
        .forEach(
            stage ->
                tests.add(
                    turn.tenant(), turn.id(), stage, new StageEnding.NotTried(), Duration.ZERO));
  }

  /** The link by which somebody is to consent; empty where it is gone. */
  @Transactional
  Optional<Linked> link(Turn turn, StagedTest test) {
    var id = test.link();
    return id == null
        ? Optional.empty()
        : links.find(turn.tenant(), id).map(link -> linked(turn, link));
  }

  private Linked linked(Turn turn, ConsentLink link) {
    var grant = link.usedFor();
    return new Linked(link, grant == null ? Optional.empty() : grants.find(turn.tenant(), grant));
  }

  @Transactional
  void consented(Turn turn, GrantId grant, StageEnding ending, Duration took) {
    if (work.connected(turn, grant)) {
      ended(turn, Stage.CONSENT, ending, took);
    }
  }

  /** Has it refreshed as the button on its page does; false where its status forbids that. */
  @Transactional
  boolean refresh(Turn turn, GrantId grant) {
    return work.due(turn) && acts.refreshNow(turn.by(), grant) == Ending.DONE;
  }

  /** Newest first. */
  @Transactional
  List<AttemptLine> attempts(Turn turn, GrantId grant) {
    return grants.attempts(turn.tenant(), grant, ATTEMPTS);
  }

  @Transactional
  void release(Turn turn, Duration rest, boolean well) {
    work.release(turn, rest, well);
  }

  /** Somebody ends it where it is. */
  @Transactional
  boolean stop(Steward by, StagedTestId id) {
    if (!tests.stop(by.tenant(), id)) {
      return false;
    }
    // as it stands now that no node goes on with it
    var test = tests.find(by.tenant(), id).orElseThrow();
    var turn = new Turn(by, test.id(), test.provider(), 0, 0);
    tests.add(
        turn.tenant(),
        turn.id(),
        test.stage(),
        new ConsentEnding.Stopped(by.name()),
        Duration.ZERO);
    untried(turn, test.stage());
    close(turn);
    return true;
  }

  /** However it ended, its link leads nowhere any more. */
  private void close(Turn turn) {
    var test = tests.find(turn.tenant(), turn.id()).orElseThrow();
    var link = test.link();
    if (link != null) {
      testLinks.close(turn.by(), link);
    }
    tell(turn, test);
  }

  private void tell(Turn turn, StagedTest test) {
    var facts = new HashMap<String, String>();
    facts.put("provider_test", test.id().toString());
    facts.put("result", test.result().name().toLowerCase(Locale.ROOT));
    test.results().stream()
        .filter(result -> result.verdict() == StageVerdict.FAILED)
        .findFirst()
        .ifPresent(
            failed -> {
              facts.put("stage", failed.stage().code());
              facts.put("reason", failed.code());
            });
    audit.append(
        new AuditEvent(
            turn.tenant(),
            AuditEventType.PROVIDER_TEST_ENDED,
            new Actor.Portal(portal.node()),
            test.grant(),
            turn.provider(),
            null,
            false,
            null,
            facts));
  }

  /** A test and what it tests, as both are now. */
  record At(StagedTest test, Provider provider) {}

  /** A link and whose grant it led to. */
  record Linked(ConsentLink link, Optional<Grant> grant) {}
}
