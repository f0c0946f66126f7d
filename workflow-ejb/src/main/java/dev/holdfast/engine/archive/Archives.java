package dev.holdfast.engine.archive;

import dev.holdfast.api.InvalidRequestException;
import dev.holdfast.engine.port.Archiving;
import dev.holdfast.engine.port.Archiving.LineFile;
import dev.holdfast.engine.port.Archiving.Place;
import dev.holdfast.engine.port.ExportText;
import java.util.Optional;

/**
 * Knows the places where this server can archive.
 *
 * @param text writes instances as lines
 * @param folder takes lines; empty when no folder is set
 */
public record Archives(ExportText text, Optional<LineFile> folder) {

  /**
   * Returns how to archive at a place.
   *
   * @param place where
   * @return what a purge has to do
   * @throws InvalidRequestException when it is a folder and none is set
   */
  public Archiving at(Place place) {
    return switch (place) {
      case NONE -> Archiving.NONE;
      case TABLE ->
          new Archiving(
              place,
              text::write,
              lines -> {
                throw new IllegalStateException("A table takes no files");
              });
      case FOLDER ->
          new Archiving(
              place,
              text::write,
              folder.orElseThrow(
                  () ->
                      new InvalidRequestException(
                          "request.invalid",
                          "Member 'archive' cannot be 'folder': set holdfast.archive.folder on all servers, or use 'table'. (request.invalid)")));
    };
  }
}
