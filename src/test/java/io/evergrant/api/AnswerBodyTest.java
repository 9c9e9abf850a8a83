package io.evergrant.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.usecase.access.forward.Forwarded.Answered;
import io.evergrant.usecase.port.ProviderApi.Field;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a caller gets of an answer that breaks off, and of one that does not. */
class AnswerBodyTest {
  private static final String LONG = "0123456789".repeat(20_000);

  private @Nullable Supplier<Map<String, String>> trailers;
  private final Outlet outlet = outlet("HTTP/1.1");

  @Test
  void P13_a_body_that_broke_off_has_no_end() {
    var body = AnswerBody.of(answered("text/plain", -1, cut(LONG)), cut(LONG));
    assertThatThrownBy(() -> body.copy(new ByteArrayOutputStream(), outlet))
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> end().get())
        .as("what the container is told at the end")
        .isInstanceOf(IOException.class);
  }

  @Test
  void what_broke_off_before_it_began_is_another_answer() {
    var body = AnswerBody.of(answered("text/plain", -1, cut("")), cut(""));
    assertThatThrownBy(() -> body.copy(new ByteArrayOutputStream(), outlet))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.API_ANSWER_CUT));
    assertThat(end().get()).isEmpty();
  }

  @Test
  void a_body_that_came_whole_has_its_end() throws IOException {
    var out = new ByteArrayOutputStream();
    var body = AnswerBody.of(answered("text/plain", -1, whole(LONG)), whole(LONG));
    assertThat(body.whole()).isFalse();
    body.copy(out, outlet);
    assertThat(out).hasToString(LONG);
    assertThat(end().get()).isEmpty();
  }

  @Test
  void a_short_answer_is_read_before_anything_goes_on() throws IOException {
    for (var type : List.of("application/json", "application/problem+json; charset=utf-8")) {
      var body = AnswerBody.of(answered(type, -1, whole("{}")), whole("{}"));
      assertThat(body.whole()).as(type).isTrue();
      assertThat(body.length()).as(type).isEqualTo(2);
      assertThatThrownBy(() -> AnswerBody.of(answered(type, -1, cut("{")), cut("{")))
          .as(type)
          .isInstanceOfSatisfying(
              Problem.class,
              problem -> assertThat(problem.type()).isEqualTo(ProblemType.API_ANSWER_CUT));
    }
    assertThat(AnswerBody.of(answered("image/png", 3, whole("abc")), whole("abc")).whole())
        .isTrue();
  }

  @Test
  void events_and_long_answers_go_on_as_they_come() throws Exception {
    assertThat(AnswerBody.of(answered("text/event-stream", -1, cut("")), cut("")).whole())
        .isFalse();
    var length = LONG.length();
    assertThat(AnswerBody.of(answered("image/png", length, cut("")), cut("")).length())
        .isEqualTo(length);
    var out = new ByteArrayOutputStream();
    var json = AnswerBody.of(answered("application/json", -1, whole(LONG)), whole(LONG));
    assertThat(json.whole()).isFalse();
    json.copy(out, outlet);
    assertThat(out).as("nothing of what was read is lost").hasToString(LONG);
  }

  @Test
  void silence_is_told_from_an_end() {
    var silent = failing(new SocketTimeoutException("silent"));
    assertThatThrownBy(() -> AnswerBody.of(answered("application/json", -1, silent), silent))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.API_TIMEOUT));
  }

  @Test
  void http_1_0_cannot_tell_an_end() {
    assertThat(outlet("HTTP/1.0").tellsTheEnd()).isFalse();
    assertThat(outlet("HTTP/1.1").tellsTheEnd()).isTrue();
    assertThat(outlet("HTTP/2.0").tellsTheEnd()).isTrue();
  }

  private Supplier<Map<String, String>> end() {
    if (trailers == null) {
      throw new AssertionError("no trailer fields were set");
    }
    return trailers;
  }

  /** A request and a response that do what is asked of them here, and nothing else. */
  private Outlet outlet(String protocol) {
    var request = fake(HttpServletRequest.class, argument -> protocol);
    var response = fake(HttpServletResponse.class, this::keep);
    return new Outlet(request, response);
  }

  @SuppressWarnings("unchecked")
  private @Nullable Object keep(@Nullable Object argument) {
    trailers = (Supplier<Map<String, String>>) argument;
    return null;
  }

  private interface Does {
    @Nullable Object with(@Nullable Object argument);
  }

  private static <T> T fake(Class<T> type, Does does) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> does.with(arguments == null ? null : arguments[0])));
  }

  private static Answered answered(String type, long length, InputStream body) {
    return new Answered(200, List.of(new Field("Content-Type", type)), body, length, () -> {});
  }

  private static InputStream whole(String text) {
    return new ByteArrayInputStream(text.getBytes(US_ASCII));
  }

  private static InputStream cut(String text) {
    return new SequenceInputStream(whole(text), failing(new IOException("cut")));
  }

  private static InputStream failing(IOException how) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw how;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        throw how;
      }
    };
  }
}
