package io.evergrant.usecase.audit;

/** The classes of OCSF 1.6.0 that events of ours are written in. */
enum OcsfClass {
  BASE(0, "Base Event", 0, "Uncategorized"),
  AUTHENTICATION(3002, "Authentication", 3, "Identity & Access Management"),
  ENTITY_MANAGEMENT(3004, "Entity Management", 3, "Identity & Access Management");

  private final int uid;
  private final String caption;
  private final int category;
  private final String categoryCaption;

  OcsfClass(int uid, String caption, int category, String categoryCaption) {
    this.uid = uid;
    this.caption = caption;
    this.category = category;
    this.categoryCaption = categoryCaption;
  }

  int uid() {
    return uid;
  }

  String caption() {
    return caption;
  }

  int category() {
    return category;
  }

  String categoryCaption() {
    return categoryCaption;
  }
}
