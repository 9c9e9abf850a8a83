package io.evergrant.it.postgresql;

import io.evergrant.adapter.http.AddressPolicy;
import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.adapter.http.Limits;
import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.DeliveryLogStore;
import io.evergrant.adapter.postgresql.DeliveryResultStore;
import io.evergrant.adapter.postgresql.DeliveryStore;
import io.evergrant.adapter.postgresql.WebhookStore;
import io.evergrant.adapter.webhook.HttpWebhookSender;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.secret.WebhookSecret;
import io.evergrant.domain.webhook.Answer;
import io.evergrant.domain.webhook.Webhook;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.testkit.process.Until;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.webhook.DeliverEvents;
import io.evergrant.usecase.webhook.ManageWebhooks;
import io.evergrant.usecase.webhook.ManageWebhooks.Made;
import io.evergrant.usecase.webhook.ReadDeliveries;
import io.evergrant.usecase.webhook.ReadDeliveries.InFull;
import io.evergrant.usecase.webhook.ReadDeliveries.Resent;
import io.evergrant.usecase.webhook.RecordDeliveries;
import io.evergrant.usecase.webhook.RecordWebhooks;
import io.evergrant.usecase.webhook.SendTurn;
import io.evergrant.usecase.webhook.TestWebhook;
import io.evergrant.usecase.webhook.WebhookDraft;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that sends events to webhooks, on the real database, vault and network. */
final class Post implements AutoCloseable {
  private final Watched threads = new Watched();
  private final GuardedClient http =
      new GuardedClient(AddressPolicy.allowing("127.0.0.1/32"), Limits.USUAL, System::nanoTime);
  private final ManageWebhooks manage;
  private final TestWebhook test;
  private final ReadDeliveries read;
  private final DeliverEvents deliver;

  Post(String node, RealVault vault) {
    this(node, vault, new DeliveryResultStore(Server.db()));
  }

  Post(String node, RealVault vault, DeliveryResultStore results) {
    var portal = new PortalSettings(node, URI.create("http://localhost:8080"));
    var webhooks = new WebhookStore(Server.db());
    var audit = new AuditStore(Server.db());
    var log = new DeliveryLogStore(Server.db());
    var sender = new HttpWebhookSender(http, Instant::now);
    var people = new RecordWebhooks(webhooks, log, audit);
    manage = new ManageWebhooks(people, vault.webhooks, sender);
    test = new TestWebhook(people, vault.webhooks, sender, Instant::now);
    read = new ReadDeliveries(log, people);
    var record =
        new RecordDeliveries(
            new DeliveryStore(Server.db()),
            results,
            new DeliveryResultStore(Server.db()),
            webhooks,
            audit,
            portal,
            () -> 0.999);
    deliver =
        new DeliverEvents(
            record, new SendTurn(record, vault.webhooks, sender, System::nanoTime), () -> threads);
  }

  private static Steward admin(Household home) {
    return new Steward(home.tenant, home.person(), null);
  }

  Made.Done create(Household home, String name, URI url, String... events) {
    var draft = new WebhookDraft(name, url.toString(), List.of(events));
    return (Made.Done) manage.create(admin(home), draft);
  }

  Webhook find(Household home, WebhookId id) {
    return manage.find(admin(home), id).orElseThrow();
  }

  boolean isThere(Household home, WebhookId id) {
    return manage.find(admin(home), id).isPresent();
  }

  void enable(Household home, WebhookId id) {
    var unused = manage.enable(admin(home), id);
  }

  void disable(Household home, WebhookId id) {
    var unused = manage.disable(admin(home), id);
  }

  void delete(Household home, WebhookId id) {
    var unused = manage.delete(admin(home), id);
  }

  Optional<WebhookSecret> rotate(Household home, WebhookId id, long seen, Duration overlap) {
    return manage.rotate(admin(home), id, seen, overlap);
  }

  Answer test(Household home, WebhookId id) {
    return test.run(admin(home), id).orElseThrow();
  }

  InFull delivery(Household home, WebhookId id, long number) {
    return read.find(admin(home), id, number).orElseThrow();
  }

  Resent resend(Household home, WebhookId id, long number) {
    return read.resend(admin(home), id, number);
  }

  /** A tick of the timer, and all that it began to its end; returns how many turns that were. */
  int tick() {
    var turns = begin();
    Until.holds("all turns have ended", Duration.ofSeconds(60), () -> threads.underWay.get() == 0);
    return turns;
  }

  /** A tick of the timer alone. */
  int begin() {
    return deliver.run();
  }

  @Override
  public void close() {
    deliver.stop();
    http.close();
  }

  /** Virtual threads, counted. */
  private static final class Watched extends AbstractExecutorService {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger underWay = new AtomicInteger();

    @Override
    public void execute(Runnable task) {
      underWay.incrementAndGet();
      threads.execute(
          () -> {
            try {
              task.run();
            } finally {
              underWay.decrementAndGet();
            }
          });
    }

    @Override
    public void shutdown() {
      threads.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
      return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
      return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
      return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
      return threads.awaitTermination(timeout, unit);
    }
  }
}
