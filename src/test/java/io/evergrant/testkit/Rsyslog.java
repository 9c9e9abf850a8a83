package io.evergrant.testkit;

import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Child;
import io.evergrant.testkit.process.Ports;
import io.evergrant.testkit.process.PrivateFiles;
import io.evergrant.testkit.process.Sessions;
import io.evergrant.testkit.process.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A real rsyslog on loopback that takes messages by TLS from whoever has the right certificate, and
 * writes each to a file before it reads on: it has nothing in memory that a kill could take.
 */
public final class Rsyslog implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern LINE =
      Pattern.compile(
          "from (\\S+) (\\S+) (\\S+) \\[evergrant@32473 tenant=\"([0-9a-f-]{36})\""
              + " organisation=\"(.*)\" sequence=\"(\\d+)\"(?: number=\"(\\d+)\")?\\] ?(.*)");

  private final Path folder;
  private final int port;
  private final Driver driver;
  private final OwnCertificate own;
  private final OwnCertificate sender;
  private @Nullable Child child;

  private Rsyslog(Path folder, int port, Driver driver, OwnCertificate own, OwnCertificate sender) {
    this.folder = folder;
    this.port = port;
    this.driver = driver;
    this.own = own;
    this.sender = sender;
  }

  /**
   * By which library it speaks TLS. The one answers the end of a connection, the other hangs up.
   */
  public enum Driver {
    OPENSSL("ossl"),
    GNUTLS("gtls");

    private final String name;

    Driver(String name) {
      this.name = name;
    }
  }

  /**
   * What a node has to know of it. It does not run yet.
   *
   * @param own whom the receiver proves to be
   * @param sender whom alone it takes messages from
   */
  public static Rsyslog in(Path folder, Driver driver, OwnCertificate own, OwnCertificate sender) {
    PrivateFiles.folder(folder);
    return new Rsyslog(folder, Ports.free(), driver, own, sender);
  }

  public int port() {
    return port;
  }

  public Rsyslog start() {
    var program =
        Sessions.find("rsyslogd")
            .or(() -> Optional.of(Path.of("/usr/sbin/rsyslogd")).filter(Files::isExecutable))
            .orElseThrow(
                () ->
                    new CannotStart(
                        "There is no rsyslogd, which receives the log.",
                        "install it (Debian: apt-get install rsyslog rsyslog-openssl"
                            + " rsyslog-gnutls)."));
    var configuration = folder.resolve("rsyslog.conf");
    PrivateFiles.write(
        configuration,
        """
        global(workDirectory="%1$s" maxMessageSize="256k" parser.escapeControlCharactersOnReceive="off"
               defaultNetstreamDriver="%2$s" defaultNetstreamDriverCAFile="%3$s"
               defaultNetstreamDriverCertFile="%4$s" defaultNetstreamDriverKeyFile="%5$s")
        main_queue(queue.type="Direct")
        module(load="imtcp" streamDriver.name="%2$s" streamDriver.mode="1" streamDriver.authMode="x509/name"
               permittedPeer=["%6$s"])
        template(name="whole" type="list") {
          constant(value="from ") property(name="hostname") constant(value=" ") property(name="app-name")
          constant(value=" ") property(name="msgid") constant(value=" ") property(name="structured-data")
          constant(value=" ") property(name="msg") constant(value="\\n")
        }
        input(type="imtcp" address="127.0.0.1" port="%7$d" ruleset="log")
        ruleset(name="log") {
          action(type="omfile" file="%8$s" template="whole" asyncWriting="off" flushOnTXEnd="on")
        }
        """
            .formatted(
                folder,
                driver.name,
                sender.pem(),
                own.pem(),
                own.key(),
                sender.name(),
                port,
                folder.resolve("messages")));
    var pid = folder.resolve("rsyslog.pid").toString();
    child =
        Child.start(
            new Child.Command(
                "rsyslog",
                List.of(program.toString(), "-n", "-f", configuration.toString(), "-i", pid),
                folder,
                folder.resolve("rsyslog.log"),
                Map.of(),
                "TERM"));
    Until.holds("rsyslog serves", PATIENCE, () -> Ports.isServed(port));
    return this;
  }

  /** SIGKILL; what it wrote stays. */
  public void kill() {
    var running = child;
    if (running != null) {
      running.kill();
    }
  }

  /** Stops reading, and keeps its connections. */
  public void standStill() {
    var running = child;
    if (running != null) {
      running.standStill();
    }
  }

  /** Of all that it wrote, in bytes. */
  public long size() {
    var file = folder.resolve("messages").toFile();
    return file.length();
  }

  /** Every message that it wrote, in the order in which they came. */
  public List<Received> received() {
    var file = folder.resolve("messages");
    if (Files.notExists(file)) {
      return List.of();
    }
    try {
      var text = Files.readString(file);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Received::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    var running = child;
    if (running != null) {
      running.close();
    }
  }

  /**
   * A message as it was written.
   *
   * @param number of the event; null where it has none
   * @param text all that stands behind the structured data
   */
  public record Received(
      String host,
      String application,
      String kind,
      String tenant,
      String organisation,
      long sequence,
      @Nullable Long number,
      String text) {
    private static Received read(String line) {
      var match = LINE.matcher(line);
      if (!match.matches()) {
        throw new AssertionError("not as it was sent: " + line);
      }
      var number = match.group(7);
      return new Received(
          match.group(1),
          match.group(2),
          match.group(3),
          match.group(4),
          match.group(5),
          Long.parseLong(match.group(6)),
          number == null ? null : Long.valueOf(number),
          match.group(8));
    }

    public boolean isEvent() {
      return text.startsWith("{\"event\"");
    }
  }
}
