package io.evergrant.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.idempotency.AnswerOnce;
import io.evergrant.usecase.idempotency.AnswerOnce.Begun;
import io.evergrant.usecase.port.AnswerSeal;
import io.evergrant.usecase.port.Answers;
import io.evergrant.usecase.port.KeptAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.TimeoutHandler;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request that takes longer than its caller is kept waiting, under an Idempotency-Key. */
class OwnThreadTest {
  private final OwnThread threads = new OwnThread(Executors::newVirtualThreadPerTaskExecutor);
  private final Rows rows = new Rows();
  private final AnswerOnce once = new AnswerOnce(rows, new Safe());
  private final ApiKey by = key();
  private final Caller caller = new Caller();
  private final CountDownLatch provider = new CountDownLatch(1);

  @AfterEach
  void stop() {
    threads.stop();
  }

  @Test
  void what_runs_on_after_its_time_is_under_way_and_then_answered_as_it_ended() throws Exception {
    var run = begun();
    threads.answer(caller.response(), request(run), this::slow);
    caller.timeOut();
    run.answered(503, name -> null, "takes long");
    assertThat(caller.got).hasSize(1);
    assertThat(once.begin(by, "k")).isInstanceOf(Begun.UnderWay.class);

    provider.countDown();
    rows.ended.await();
    var before = (Begun.Before) once.begin(by, "k");
    assertThat(once.open(before).status()).isEqualTo(404);
    assertThat(before.digest()).isEqualTo(digest().whole().orElseThrow());
    assertThat(caller.got).as("one answer").hasSize(1);
  }

  @Test
  void what_ends_before_the_first_answer_is_out_is_kept_all_the_same() throws Exception {
    var run = begun();
    threads.answer(caller.response(), request(run), this::slow);
    caller.timeOut();
    run.end(Problem.notFound());
    run.answered(503, name -> null, "takes long");
    rows.ended.await();
    assertThat(once.begin(by, "k")).isInstanceOf(Begun.Before.class);
  }

  @Test
  void what_failed_late_runs_again() throws Exception {
    var run = begun();
    threads.answer(
        caller.response(),
        request(run),
        () -> {
          waitForTheProvider();
          throw new Problem(ProblemType.STORE_UNAVAILABLE, "it did nothing");
        });
    caller.timeOut();
    run.answered(503, name -> null, "takes long");
    assertThat(once.begin(by, "k")).isInstanceOf(Begun.UnderWay.class);
    provider.countDown();
    rows.ended.await();
    assertThat(once.begin(by, "k")).isInstanceOf(Begun.Now.class);
  }

  @Test
  void an_answer_of_503_within_the_time_is_none() {
    begun().answered(503, name -> null, "a store does not serve");
    assertThat(once.begin(by, "k")).isInstanceOf(Begun.Now.class);
  }

  private Response slow() {
    waitForTheProvider();
    throw Problem.notFound();
  }

  private void waitForTheProvider() {
    try {
      provider.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private OnceRun begun() {
    return new OnceRun(once, ((Begun.Now) once.begin(by, "k")).run(), digest());
  }

  private static RequestDigest digest() {
    var uri =
        fake(UriInfo.class, Map.of("getRequestUri", () -> URI.create("http://x/api/v1/things")));
    return RequestDigest.of(
        fake(
            ContainerRequestContext.class,
            Map.of(
                "getMethod",
                () -> "POST",
                "getUriInfo",
                () -> uri,
                "getHeaderString",
                () -> "",
                "getEntityStream",
                () -> new ByteArrayInputStream(new byte[] {1, 2, 3}))));
  }

  private static HttpServletRequest request(OnceRun run) {
    return fake(HttpServletRequest.class, Map.of("getAttribute", () -> run));
  }

  private static <T> T fake(Class<T> type, Map<String, Supplier<?>> does) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              var how = does.get(method.getName());
              if (how == null) {
                throw new UnsupportedOperationException(method.getName());
              }
              return how.get();
            }));
  }

  private static ApiKey key() {
    return new ApiKey(
        new ApiKeyId(UUID.randomUUID()),
        new TenantId(UUID.randomUUID()),
        "back end",
        Set.of(ApiScope.MANAGE),
        null,
        List.of(),
        1,
        "eg_",
        null,
        Instant.EPOCH,
        null,
        null,
        null);
  }

  /** Whoever waits for the answer; the time ends when the test says so. */
  private static final class Caller {
    final List<Object> got = new ArrayList<>();
    private @Nullable TimeoutHandler handler;

    AsyncResponse response() {
      return (AsyncResponse)
          Proxy.newProxyInstance(
              AsyncResponse.class.getClassLoader(),
              new Class<?>[] {AsyncResponse.class},
              (self, method, arguments) -> {
                switch (method.getName()) {
                  case "resume" -> got.add(arguments[0]);
                  case "setTimeoutHandler" -> {
                    handler = (TimeoutHandler) arguments[0];
                    return null;
                  }
                  default -> {}
                }
                return true;
              });
    }

    void timeOut() {
      var set = handler;
      if (set == null) {
        throw new AssertionError("nobody waits for the end of the time");
      }
      set.handleTimeout(response());
    }
  }

  /** Rows by the hash of the caller's key. */
  private static final class Rows implements Answers {
    final CountDownLatch ended = new CountDownLatch(1);
    private final Map<String, Earlier> all = new HashMap<>();

    @Override
    public synchronized Optional<Earlier> begin(
        TenantId tenant, ApiKeyId by, String hash, UUID run, Duration kept, Duration longest) {
      return Optional.ofNullable(all.putIfAbsent(hash, new Earlier(null, null, true)));
    }

    @Override
    public synchronized void end(
        TenantId tenant, ApiKeyId by, String hash, UUID run, String digest, String sealed) {
      all.computeIfPresent(hash, (key, row) -> new Earlier(digest, sealed, true));
      ended.countDown();
    }

    @Override
    public synchronized void forget(TenantId tenant, ApiKeyId by, String hash, UUID run) {
      all.remove(hash);
      ended.countDown();
    }
  }

  private static final class Safe implements AnswerSeal {
    private final Map<String, KeptAnswer> kept = new HashMap<>();

    @Override
    public synchronized String seal(TenantId tenant, String request, KeptAnswer answer) {
      kept.put("sealed", answer);
      return "sealed";
    }

    @Override
    public synchronized KeptAnswer open(TenantId tenant, String request, String sealed) {
      var answer = kept.get(sealed);
      if (answer == null) {
        throw new AssertionError("nothing was sealed");
      }
      return answer;
    }
  }
}
