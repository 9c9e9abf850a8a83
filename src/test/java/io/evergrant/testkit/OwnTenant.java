package io.evergrant.testkit;

import io.evergrant.adapter.password.Argon2idHash;
import io.evergrant.domain.secret.Password;
import io.evergrant.testkit.Seed.Login;
import io.evergrant.testkit.process.RandomSecret;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A tenant of a test's own in the shared stack: what it turns on is turned on for nobody else. */
public record OwnTenant(UUID id, List<Login> admins) {

  /** Makes one with so many admins. */
  public static OwnTenant in(Stack stack, int admins) {
    var id = UUID.randomUUID();
    var made =
        new OwnTenant(
            id,
            IntStream.range(0, admins)
                .mapToObj(
                    n -> new Login("admin" + n + "@" + id + ".example", RandomSecret.password()))
                .toList());
    made.write(stack.stores().database());
    return made;
  }

  private void write(Database database) {
    try (var connection = database.connectAsOwner();
        var tenant = connection.prepareStatement("SELECT eg_create_tenant(?, ?, ?)");
        var member =
            connection.prepareStatement("SELECT eg_create_member(?, ?, ?, ?, 'ADMIN', ?)")) {
      tenant.setObject(1, id);
      tenant.setString(2, "t-" + id);
      tenant.setString(3, "Tenant of a test");
      tenant.execute();
      for (var admin : admins) {
        member.setObject(1, UUID.randomUUID());
        member.setObject(2, id);
        member.setString(3, admin.email());
        member.setString(4, "Admin of a test");
        member.setString(5, new Argon2idHash().of(new Password(admin.password())));
        member.execute();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the tenant could not be written", e);
    }
  }
}
