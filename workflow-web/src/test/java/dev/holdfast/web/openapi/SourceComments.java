package dev.holdfast.web.openapi;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Is what the comments in the sources say, so that nothing is said twice. */
final class SourceComments {

  /**
   * Is a comment.
   *
   * @param first its first sentence
   * @param rest what follows before the tags
   * @param parameters what it says about each parameter, by the parameter's name
   * @param names the names of a method's parameters, in order
   * @param returned what it says about the result
   */
  record Comment(
      String first,
      String rest,
      Map<String, String> parameters,
      List<String> names,
      String returned) {

    static final Comment NONE = new Comment("", "", Map.of(), List.of(), "");

    String text() {
      return (first + " " + rest).strip();
    }

    /** Returns what is said about a method's parameter. */
    String parameter(int index) {
      return index < names.size() ? parameters.getOrDefault(names.get(index), "") : "";
    }
  }

  private final Map<String, Comment> byName = new HashMap<>();

  static SourceComments read(Path sources) throws IOException {
    SourceComments comments = new SourceComments();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        Stream<Path> found = Files.walk(sources)) {
      List<Path> paths = found.filter(path -> path.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(paths));
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        comments.new Scanner(trees).scan(unit, unit.getPackageName() + ".");
      }
    }
    return comments;
  }

  Comment of(Class<?> type) {
    return byName.getOrDefault(type.getName(), Comment.NONE);
  }

  Comment of(java.lang.reflect.Method method) {
    return byName.getOrDefault(
        method.getDeclaringClass().getName() + "#" + method.getName(), Comment.NONE);
  }

  /** Collects the comments of a file; carries along what the names in it begin with. */
  private final class Scanner extends TreePathScanner<@Nullable Void, String> {

    private final DocTrees trees;

    Scanner(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, String beginning) {
      String name = beginning + type.getSimpleName();
      keep(name, List.of());
      return super.visitClass(type, name + "$");
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, String beginning) {
      List<String> names =
          method.getParameters().stream().map(it -> it.getName().toString()).toList();
      keep(beginning.substring(0, beginning.length() - 1) + "#" + method.getName(), names);
      return super.visitMethod(method, beginning);
    }

    private void keep(String name, List<String> names) {
      @Nullable DocCommentTree tree = trees.getDocCommentTree(getCurrentPath());
      if (tree == null) {
        return;
      }
      Map<String, String> parameters = new HashMap<>();
      StringBuilder returned = new StringBuilder();
      for (DocTree tag : tree.getBlockTags()) {
        if (tag instanceof ParamTree parameter) {
          parameters.put(parameter.getName().toString(), text(parameter.getDescription()));
        } else if (tag instanceof ReturnTree result) {
          returned.append(text(result.getDescription()));
        }
      }
      byName.put(
          name,
          new Comment(
              text(tree.getFirstSentence()),
              text(tree.getBody()),
              parameters,
              names,
              returned.toString()));
    }
  }

  private static String text(List<? extends DocTree> trees) {
    return trees.stream()
        .map(SourceComments::text)
        .collect(Collectors.joining())
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String text(DocTree tree) {
    if (tree instanceof LiteralTree literal) {
      return "`" + literal.getBody().getBody() + "`";
    }
    if (tree instanceof LinkTree link) {
      return link.getLabel().isEmpty() ? link.getReference().toString() : text(link.getLabel());
    }
    return tree.toString();
  }
}
