namespace StsSim.Documents.Tests.Documents;

public sealed class ReadDocumentTests
{
    [Fact]
    public void Blocks_have_their_line_their_language_and_their_content()
    {
        Document document = Document.Parse("a.md", "# Title\n\n```sh\necho 1\necho 2\n```\ntext\n~~~json\n{}\n~~~\n");

        Assert.Empty(document.Mistakes);
        Assert.Equal([(3, "sh", "echo 1\necho 2"), (8, "json", "{}")], document.Blocks.Select(block => (block.Line, block.Language, block.Content)));
        Assert.Equal([true, false], document.Blocks.Select(block => block.IsExecuted));
    }

    [Theory]
    [InlineData("- item\n\n  ```sh\n  if true; then\n    echo 1\n  fi\n  ```\n- next", 3)]
    [InlineData("1. ```sh\n   if true; then\n     echo 1\n   fi\n   ```", 1)]
    [InlineData("- item\r\n\r\n  ```sh\r\n  if true; then\r\n    echo 1\r\n  fi\r\n  ```", 3)]
    public void In_a_list_the_indentation_is_not_part_of_it(string text, int line)
    {
        Block block = Assert.Single(Document.Parse("a.md", text).Blocks);

        Assert.Equal((line, "if true; then\n  echo 1\nfi"), (block.Line, block.Content));
    }

    [Fact]
    public void A_shorter_fence_and_another_one_are_content()
    {
        Block block = Assert.Single(Document.Parse("a.md", "````markdown\n```sh\nrm -rf /\n```\n~~~\n````").Blocks);

        Assert.Equal(("markdown", "```sh\nrm -rf /\n```\n~~~", false), (block.Language, block.Content, block.IsExecuted));
    }

    [Fact]
    public void Marks_are_those_directly_before()
    {
        const string Text = """
            <!-- not run: needs Docker -->
            ```sh
            docker ps
            ```
            <!-- run by: SomeTests -->
            ```sh
            server
            ```
            - item
              <!-- file: world.json -->
              ```json
              {}
              ```
            """;

        Document document = Document.Parse("a.md", Text);

        Assert.Empty(document.Mistakes);
        Assert.Equal(
            [new Mark(MarkKind.NotRun, "needs Docker"), new Mark(MarkKind.RunBy, "SomeTests"), new Mark(MarkKind.File, "world.json")],
            document.Blocks.Select(block => block.Mark));
        Assert.DoesNotContain(document.Blocks, block => block.IsExecuted);
    }

    [Theory]
    [InlineData("<!-- not run: why -->\n\n```sh\nls\n```", 1, "a mark stands directly before a block's fence")]
    [InlineData("text\n<!-- file: a.json -->", 2, "a mark stands directly before a block's fence")]
    [InlineData("text\n```sh\nls", 2, "the block has no end")]
    [InlineData("> ```sh\n> ls\n> ```", 1, "a fence within a quotation is not read")]
    public void What_would_be_passed_over_is_a_mistake(string text, int line, string sentence) =>
        Assert.Contains(new Mistake(line, sentence), Document.Parse("a.md", text).Mistakes);
}
