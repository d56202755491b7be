/**
 * What there is to make experiments of.
 */
package dev.tamis.web.catalogue;
