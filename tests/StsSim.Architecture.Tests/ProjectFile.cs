using System.Xml.Linq;

namespace StsSim.Architecture.Tests;

/// <summary>What a csproj says its project may know.</summary>
internal sealed class ProjectFile(string path)
{
    private readonly XElement _project = XElement.Load(path);

    public IReadOnlyList<string> Projects => [.. Included("ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))];

    public IReadOnlyList<string> Packages => Included("PackageReference");

    public IReadOnlyList<string> Frameworks => Included("FrameworkReference");

    private string[] Included(string item) => [.. _project.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>()];
}
