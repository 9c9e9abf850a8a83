package io.evergrant.testkit;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.process.PrivateFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody needs to know about a running Evergrant: for a person as a block of text, for a
 * program as {@code run.json}.
 */
record RunFacts(Stack stack, Path folder) {
  /** Writes the JSON file with mode 0600; it holds passwords. */
  void write(Path file) {
    var parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      parent.toFile().mkdirs();
    }
    PrivateFiles.write(file, json() + "\n");
  }

  private String json() {
    return facts().entrySet().stream()
        .map(fact -> "  \"" + fact.getKey() + "\": " + value(fact.getValue()))
        .collect(Collectors.joining(",\n", "{\n", "\n}"));
  }

  private static String value(Object value) {
    // one value at a time, so that each fact stands on a line of its own
    var wrapped = JSONObjectUtils.toJSONString(Map.of("x", value));
    return wrapped.substring(wrapped.indexOf(':') + 1, wrapped.length() - 1);
  }

  private Map<String, Object> facts() {
    var seed = stack.seed();
    var database = stack.stores().database();
    var facts = new LinkedHashMap<String, Object>();
    facts.put("base_url", stack.base().toString());
    facts.put("db_url", database.url());
    facts.put("db_user", database.app().user());
    facts.put("db_password", database.app().password());
    facts.put("db_owner_user", database.owner().user());
    facts.put("db_owner_password", database.owner().password());
    facts.put("vault_addr", stack.stores().vault().address().toString());
    facts.put("vault_token", stack.stores().vault().token());
    facts.put("demo_provider", stack.provider().base().toString());
    facts.put("demo_issuer", stack.provider().issuer().toString());
    facts.put("demo_client_id", DemoProvider.CLIENT_ID);
    facts.put("demo_client_secret", DemoProvider.CLIENT_SECRET);
    facts.put("tenant", seed.acme().id().toString());
    facts.put("admin", login(seed.acme().admin()));
    facts.put("auditor", login(seed.acme().auditor()));
    facts.put("other_tenant", seed.globex().id().toString());
    facts.put("other_admin", login(seed.globex().admin()));
    facts.put("other_auditor", login(seed.globex().auditor()));
    facts.put("operator", operator());
    facts.put("api_key", seed.acme().apiKey().reveal());
    facts.put("other_api_key", seed.globex().apiKey().reveal());
    return facts;
  }

  private static Map<String, String> login(Seed.Login login) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("email", login.email());
    fields.put("password", login.password());
    return fields;
  }

  /** Of an operator who was invited no password is known here, only how one is set. */
  private Object operator() {
    var invitation = stack.invitation();
    if (invitation.isEmpty()) {
      return login(stack.seed().operator());
    }
    var fields = new LinkedHashMap<String, @Nullable String>();
    fields.put("email", invitation.get().email());
    fields.put("password", null);
    fields.put("link", invitation.get().link().orElse(null));
    return fields;
  }

  /** The block that a person reads in a terminal. */
  String block(Path file) {
    var seed = stack.seed();
    var stores = stack.stores();
    return """

    Portal         %s

      Acme Ltd     admin    %s
                   auditor  %s
      Globex       admin    %s
                   auditor  %s
      Operator              %s
      API key      %s

    Demo provider  %s
      register     issuer %s
                   client id %s, secret %s

    PostgreSQL     %s
    OpenBao        %s
    Logs           %s
    All of this    %s (for programs; it holds passwords)

    Kept until the next start; mvn -Dfresh begins anew. Ctrl-C stops everything.
    """
        .formatted(
            stack.base(),
            line(seed.acme().admin()),
            line(seed.acme().auditor()),
            line(seed.globex().admin()),
            line(seed.globex().auditor()),
            stack.invitation().map(RunFacts::line).orElse(line(seed.operator())),
            seed.acme().apiKey().reveal(),
            stack.provider().base(),
            stack.provider().issuer(),
            DemoProvider.CLIENT_ID,
            DemoProvider.CLIENT_SECRET,
            stores.database().url(),
            stores.vault().address(),
            folder.resolve("portal/portal.log"),
            file);
  }

  private static String line(Invitation invitation) {
    return "%-26s %s"
        .formatted(
            invitation.email(),
            invitation
                .link()
                .map(link -> "sets a password at " + link)
                .orElse("has set a password"));
  }

  private static String line(Seed.Login login) {
    return "%-26s %s".formatted(login.email(), login.password());
  }
}
