package io.evergrant.plants;

import java.net.ConnectException;
import java.security.CodeSource;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Did a test see the fault, or did something else break? It did where its own body was under way
 * and an assertion failed, or something was thrown out of the product. A server that did not start,
 * a set-up before the method, or the test kit's own exception tell nothing of the fault.
 */
final class Sight {
  private static final String OURS = "io.evergrant.";

  /** SQLSTATE classes 08 (no connection) and 57P (the server goes). */
  private static final List<String> AWAY = List.of("08", "57P");

  private Sight() {}

  /** Why this failure is no sight of the fault; null where it is one. */
  static @Nullable String doubtful(Named test, Throwable thrown) {
    var chain = chain(thrown);
    if (chain.stream().flatMap(Sight::frames).noneMatch(frame -> isOf(test, frame))) {
      return "not in the method itself";
    }
    if (chain.stream().anyMatch(AssertionError.class::isInstance)) {
      return null;
    }
    if (chain.stream().anyMatch(Sight::isNoAnswer)) {
      return "a server was not there";
    }
    return chain.stream().anyMatch(Sight::isOfTheProduct) ? null : "not out of the product";
  }

  private static List<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(20).toList();
  }

  private static Stream<StackTraceElement> frames(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace());
  }

  private static boolean isOf(Named test, StackTraceElement frame) {
    return frame.getClassName().equals(test.type())
        && (frame.getMethodName().equals(test.method())
            || frame.getMethodName().startsWith("lambda$" + test.method() + "$"));
  }

  /** Classes that do not fit together are a fault of the planting. */
  private static boolean isNoAnswer(Throwable thrown) {
    return thrown instanceof ConnectException
        || thrown instanceof LinkageError
        || (thrown instanceof SQLException sql
            && sql.getSQLState() != null
            && AWAY.stream().anyMatch(sql.getSQLState()::startsWith));
  }

  /** Thrown by the product, or through it by a fake that it should not have called. */
  private static boolean isOfTheProduct(Throwable thrown) {
    var ours = frames(thrown).map(StackTraceElement::getClassName).filter(Sight::isOurs).toList();
    return ours.stream().noneMatch(name -> name.startsWith(OURS + "testkit."))
        && ours.stream().anyMatch(name -> !isTest(name));
  }

  private static boolean isOurs(String type) {
    return type.startsWith(OURS);
  }

  private static boolean isTest(String type) {
    try {
      var loaded = Class.forName(type, false, Sight.class.getClassLoader());
      return Objects.equals(place(loaded), place(Sight.class));
    } catch (ClassNotFoundException e) {
      return true;
    }
  }

  private static @Nullable CodeSource place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource();
  }
}
