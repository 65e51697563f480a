using System.Collections.ObjectModel;
using System.Xml;

namespace StsSim.Federation.Saml;

/// <summary>The attributes of an assertion. An attribute that comes several times has the values of all.</summary>
internal sealed class SamlAttributes
{
    private readonly Dictionary<string, List<string>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _byFriendlyName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _conditionKeys = new(StringComparer.OrdinalIgnoreCase);

    private SamlAttributes()
    {
    }

    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>By condition key; of several attributes for one key the first counts (IAM User Guide: "only one claim will be mapped").</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ConditionKeys => _conditionKeys;

    public static SamlAttributes Read(XmlElement assertion)
    {
        var attributes = new SamlAttributes();
        foreach (XmlElement statement in assertion.Children("AttributeStatement", SamlNamespaces.Assertion))
        {
            foreach (XmlElement attribute in statement.Children("Attribute", SamlNamespaces.Assertion))
            {
                attributes.Add(attribute);
            }
        }

        return attributes;
    }

    /// <summary>The values of an attribute, or <see langword="null"/> where it does not come at all.</summary>
    public IReadOnlyList<string>? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>All but some, by Name and, where no Name is the same, by FriendlyName too.</summary>
    public ReadOnlyDictionary<string, IReadOnlyList<string>> Except(Func<string, bool> isLeftOut)
    {
        var rest = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach ((string name, List<string> values) in _byName)
        {
            if (!isLeftOut(name))
            {
                rest.Add(name, values);
            }
        }

        foreach ((string friendlyName, List<string> values) in _byFriendlyName)
        {
            rest.TryAdd(friendlyName, values);
        }

        return rest.AsReadOnly();
    }

    private void Add(XmlElement attribute)
    {
        string name = attribute.GetAttribute("Name"), friendlyName = attribute.GetAttribute("FriendlyName");
        var values = new List<string>();
        foreach (XmlElement value in attribute.Children("AttributeValue", SamlNamespaces.Assertion))
        {
            values.Add(value.Text());
        }

        Append(_byName, name, values);
        if (friendlyName.Length > 0)
        {
            Append(_byFriendlyName, friendlyName, values);
        }

        if (SamlConditionKeys.Find(name, friendlyName) is { } key)
        {
            _conditionKeys.TryAdd(key, values.AsReadOnly());
        }
    }

    private static void Append(Dictionary<string, List<string>> attributes, string name, List<string> values)
    {
        if (attributes.TryGetValue(name, out List<string>? earlier))
        {
            earlier.AddRange(values);
        }
        else
        {
            attributes.Add(name, [.. values]);
        }
    }
}
