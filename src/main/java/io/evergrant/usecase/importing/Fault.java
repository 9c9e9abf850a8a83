package io.evergrant.usecase.importing;

import java.util.Locale;

/** What can be wrong with one row of an import. The codes are part of the API's contract. */
public enum Fault {
  MALFORMED,
  TOO_DEEP,
  NOT_AN_OBJECT,
  /** A name that is not known at this place. */
  UNKNOWN_FIELD,
  /** The same name twice in one object. */
  TWICE,
  /** More or fewer cells than the first line of the CSV has names. */
  CELLS,
  MISSING,
  WRONG_TYPE,
  TOO_LONG,
  /** Characters that do not belong there. */
  CHARACTERS,
  NOT_AN_ID,
  NOT_A_TIME,
  NOT_A_NUMBER,
  PICKLE,
  JAVA_SERIALIZATION,
  /** The refresh token's own end has come. */
  ENDED,
  /** The program that wrote it had marked it as dead. */
  MARKED_INVALID,
  /** No provider of that id is there for this key. */
  NO_SUCH_PROVIDER,
  /** Its provider's rules take no tokens of another program. */
  IMPORT_REFUSED,
  /** Issued to another client registration: the provider would refuse it. */
  OTHER_CLIENT,
  /** Another row is about the same account at the same provider. */
  SAME_ACCOUNT,
  /** Another row has the same refresh token. */
  SAME_TOKEN,
  /** Another grant has this refresh token. */
  TOKEN_TAKEN,
  /** The grant of that external id belongs to another subject. */
  OTHER_SUBJECT,
  /** Several grants have that external id. */
  AMBIGUOUS,
  /** Evergrant has spent this refresh token and holds a newer one. */
  SPENT,
  /** Somebody changed the grant meanwhile. */
  CHANGED_MEANWHILE,
  /** Vault or the database did not take it. */
  STORE_UNAVAILABLE;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
