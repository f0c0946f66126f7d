package dev.holdfast.samples.image;

/**
 * Tells what came of a picture.
 *
 * @param description one sentence about the picture
 * @param publishedKey key under which the picture is published
 */
public record PublishedImage(String description, String publishedKey) {}
