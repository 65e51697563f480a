using System.Text.Json;
using System.Xml.Linq;

namespace StsSim.Architecture.Tests;

/// <summary>A package as it was restored, and what it says of its licence.</summary>
internal sealed record RestoredPackage(string Id, string Version, string Licence)
{
    /// <summary>The packages of all projects that were restored, tools and transitive ones included.</summary>
    public static IReadOnlyList<RestoredPackage> All()
    {
        var packages = new Dictionary<string, RestoredPackage>(StringComparer.Ordinal);
        foreach (string project in Repository.Projects("src", "tests", "loadtests"))
        {
            string assets = Path.Combine(Path.GetDirectoryName(project)!, "obj", "project.assets.json");
            if (!File.Exists(assets))
            {
                continue;
            }

            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(assets));
            string[] folders = [.. document.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
            foreach (JsonProperty library in document.RootElement.GetProperty("libraries").EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() == "package"))
            {
                string path = library.Value.GetProperty("path").GetString()!;
                string folder = folders.Select(root => Path.Combine(root, path)).First(Directory.Exists);
                packages.TryAdd(library.Name, Read(Directory.EnumerateFiles(folder, "*.nuspec").Single()));
            }
        }

        return [.. packages.Values];
    }

    /// <summary>Reads the manifest of a package.</summary>
    public static RestoredPackage Read(string nuspec)
    {
        XElement metadata = XElement.Load(nuspec).Elements().Single(element => element.Name.LocalName == "metadata");
        return new RestoredPackage(Text("id")!, Text("version")!, LicenceOf());

        string? Text(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim();

        string LicenceOf()
        {
            XElement? licence = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "license");
            return licence?.Attribute("type")?.Value switch
            {
                "expression" => licence.Value.Trim(),
                "file" => NameOf(File.ReadAllText(Path.Combine(Path.GetDirectoryName(nuspec)!, licence.Value.Trim().Replace('\\', '/')))),
                _ => Text("licenseUrl") ?? "none",
            };
        }
    }

    // By the sentence that each of them has and no other.
    private static string NameOf(string text) =>
        text.ReplaceLineEndings(" ").Contains("Permission is hereby granted, free of charge, to any person obtaining a copy", StringComparison.Ordinal) ? "MIT" : "a text of its own";
}
