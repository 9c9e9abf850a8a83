package io.evergrant.adapter.vault;

import io.evergrant.usecase.port.StoreUnavailable;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.json.JsonValue;
import io.github.jopenlibs.vault.response.LogicalResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls to Vault's API under the portal's login. A refused call did nothing, so it is made once
 * more if a new login could help.
 */
@Singleton
public class VaultCalls {
  /** What RSA-OAEP does not open is the caller's doing; OpenBao answers 500 for it. */
  private static final String NOT_OPENED = "failed to RSA decrypt the ciphertext";

  private final VaultSession session;

  @Inject
  public VaultCalls(VaultSession session) {
    this.session = session;
  }

  /** Status 200, 204, 400 or 404; anything else is thrown as {@link StoreUnavailable}. */
  Answer read(String path) {
    return call("to read " + path, vault -> answer(vault.logical().read(path)));
  }

  /** The names below a path, folders with their slash; none where there is nothing. */
  List<String> list(String path) {
    var answer = call("to list " + path, vault -> answer(vault.logical().list(path)));
    var keys = answer.data() == null ? null : answer.data().get("keys");
    if (answer.status() == 404 || keys == null) {
      return List.of();
    }
    return keys.asArray().values().stream().map(JsonValue::asString).toList();
  }

  Answer write(String path, Map<String, JsonValue> body) {
    return call("to write " + path, vault -> answer(vault.logical().write(path, Map.copyOf(body))));
  }

  /** An absent path is no error. */
  void delete(String path) {
    call(
        "to delete " + path,
        vault -> {
          try {
            return answer(vault.logical().delete(path));
          } catch (VaultException e) {
            if (e.getHttpStatusCode() == 403) {
              return new Answer(403, null, "");
            }
            throw e;
          }
        });
  }

  private Answer call(String what, Call call) {
    try {
      var login = session.current();
      var answer = call.on(login.vault());
      if (answer.status() == 403) {
        var next = session.afterRefusal(login);
        answer = next.equals(login) ? answer : call.on(next.vault());
      }
      return switch (answer.status()) {
        case 200, 204, 400, 404 -> answer;
        default -> throw Failures.of(what, answer.status(), answer.errors());
      };
    } catch (VaultException e) {
      if (e.getHttpStatusCode() == 500 && String.valueOf(e.getMessage()).contains(NOT_OPENED)) {
        return new Answer(400, null, NOT_OPENED);
      }
      throw Failures.of(what, e);
    }
  }

  private static Answer answer(LogicalResponse response) {
    var rest = response.getRestResponse();
    var errors = rest.getStatus() >= 400 ? new String(rest.getBody(), StandardCharsets.UTF_8) : "";
    return new Answer(rest.getStatus(), response.getDataObject(), errors);
  }

  /**
   * What came back.
   *
   * @param data the member {@code data}; null where there is none
   * @param errors the body of a refusal; empty otherwise
   */
  record Answer(int status, @Nullable JsonObject data, String errors) {
    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }

  private interface Call {
    Answer on(Vault vault) throws VaultException;
  }
}
