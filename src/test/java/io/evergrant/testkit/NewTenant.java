package io.evergrant.testkit;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.usecase.apikey.KeyFormat;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;

/** A tenant of a test's own, with a key that may do everything and without any person. */
public record NewTenant(UUID id, ApiKeySecret key) {
  /** Its short name. */
  public String slug() {
    return "t-" + id;
  }

  /** Made as an operator makes one, by the functions of the database. */
  public static NewTenant in(Stack stack, String name) {
    return in(stack.stores().database(), name);
  }

  /** As above, where no more than a database is at hand. */
  public static NewTenant in(Database database, String name) {
    var tenant = new NewTenant(UUID.randomUUID(), KeyFormat.make(new SecureRandom()));
    try (var connection = database.connectAsOwner();
        var make = connection.prepareStatement("SELECT eg_create_tenant(?, ?, ?)");
        var key = connection.prepareStatement("SELECT eg_create_api_key(?, ?, ?, ?, ?, ?)")) {
      make.setObject(1, tenant.id);
      make.setString(2, tenant.slug());
      make.setString(3, name);
      make.execute();
      var hashed = KeyFormat.hashed(tenant.key);
      var scopes = Arrays.stream(ApiScope.values()).map(ApiScope::code).toArray();
      key.setObject(1, UUID.randomUUID());
      key.setObject(2, tenant.id);
      key.setString(3, "everything");
      key.setArray(4, connection.createArrayOf("text", scopes));
      key.setString(5, hashed.hash());
      key.setString(6, hashed.hint());
      key.execute();
      return tenant;
    } catch (SQLException e) {
      throw new IllegalStateException("the tenant could not be made: " + e.getMessage(), e);
    }
  }
}
