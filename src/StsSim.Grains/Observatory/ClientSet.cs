using System.Numerics;
using System.Runtime.InteropServices;

namespace StsSim.Grains.Observatory;

/// <summary>Which clients of a group were seen, a bit for each.</summary>
internal sealed class ClientSet
{
    private readonly List<ulong> _words = [];

    public int Count => _words.Sum(BitOperations.PopCount);

    /// <param name="client">Its number in the group, from 0.</param>
    public void Add(int client)
    {
        int word = client / 64;
        Reach(word);
        CollectionsMarshal.AsSpan(_words)[word] |= 1UL << (client % 64);
    }

    public void Add(ClientSet other)
    {
        Reach(other._words.Count - 1);
        for (int word = 0; word < other._words.Count; word++)
        {
            CollectionsMarshal.AsSpan(_words)[word] |= other._words[word];
        }
    }

    private void Reach(int word)
    {
        while (_words.Count <= word)
        {
            _words.Add(0);
        }
    }
}
