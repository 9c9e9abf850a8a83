@NullMarked
package io.evergrant.adapter.mail;

import org.jspecify.annotations.NullMarked;
